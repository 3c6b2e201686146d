package dev.http2bin.attack;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of a class are reachable in this JVM, behind a full garbage collection. */
final class LiveObjects {
    private LiveObjects() {}

    static long count(String className) {
        Matcher line = Pattern.compile("\\d+: +(\\d+) +\\d+ +" + Pattern.quote(className) + "\\s")
                .matcher(histogram());
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {null},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
