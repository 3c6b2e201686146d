package dev.http2bin.attack;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of some classes are reachable in this JVM, behind a full garbage collection. */
final class LiveObjects {
    private LiveObjects() {}

    static long count(String className) {
        return count(className, histogram());
    }

    /** The number of objects of each class. */
    static Map<String, Long> count(List<String> classNames) {
        String histogram = histogram();
        return classNames.stream().collect(Collectors.toMap(Function.identity(), name -> count(name, histogram)));
    }

    private static long count(String className, String histogram) {
        Matcher line = Pattern.compile("\\d+: +(\\d+) +\\d+ +" + Pattern.quote(className) + "\\s")
                .matcher(histogram);
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
