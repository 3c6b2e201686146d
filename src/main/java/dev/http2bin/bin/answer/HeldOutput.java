package dev.http2bin.bin.answer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Holds what is written up to a limit; once it let go, everything passes to the container's own stream. */
final class HeldOutput extends ServletOutputStream {
    /** Larger than any response that a controller makes whole: the container would keep a worker waiting for the client. */
    private static final int MOST = 2 * 1024 * 1024;

    private final ServletResponse response;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(256);
    private @Nullable ServletOutputStream container;

    HeldOutput(ServletResponse response) {
        this.response = response;
    }

    boolean isHolding() {
        return container == null;
    }

    ServletOutputStream release() throws IOException {
        ServletOutputStream out = container;
        if (out == null) {
            out = response.getOutputStream();
            container = out;
            if (held.size() > 0) {
                held.writeTo(out);
                held.reset();
            }
        }
        return out;
    }

    byte[] take() {
        return held.toByteArray();
    }

    void reset() {
        held.reset();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (container == null && held.size() + length <= MOST) {
            held.write(octets, offset, length);
        } else {
            release().write(octets, offset, length);
        }
    }

    /** What is held leaves when it is whole; only {@link HeldResponse#begin} asks for more haste. */
    @Override
    public void flush() throws IOException {
        if (container != null) {
            container.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (container != null) {
            container.close();
        }
    }

    @Override
    public boolean isReady() {
        return container == null || container.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        try {
            release().setWriteListener(listener);
        } catch (IOException e) {
            listener.onError(e);
        }
    }
}
