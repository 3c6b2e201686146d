package dev.http2bin.http2.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells of a broken certificate in words, without a stack trace. */
final class BrokenCertificateFailureAnalyzer extends AbstractFailureAnalyzer<BrokenCertificateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BrokenCertificateException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
