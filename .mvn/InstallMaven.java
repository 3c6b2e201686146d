import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Downloads a Maven, checks it and unpacks it: {@code java InstallMaven.java <url> <sha512> <folder>}. The folder
 * appears whole or not at all, also when several do this at once. {@code mvnw} runs it.
 */
final class InstallMaven {

    private static final int CONNECT_MILLIS = 20_000;
    private static final int READ_MILLIS = 60_000;

    public static void main(String[] args) throws NoSuchAlgorithmException {
        Path folder = Path.of(args[2]).toAbsolutePath();
        try {
            install(args[0], args[1], folder);
        } catch (Refusal refusal) {
            System.err.println("mvnw: " + refusal.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("mvnw: cannot install Maven into " + folder + ": " + e);
            System.exit(1);
        }
    }

    private static void install(String url, String sha512, Path folder) throws IOException, NoSuchAlgorithmException {
        Files.createDirectories(folder.getParent());
        Path work = Files.createTempDirectory(folder.getParent(), ".installing-");
        try {
            System.err.println("mvnw: installing " + url + " into " + folder);
            Path zip = work.resolve("maven.zip");
            String got = download(url, zip);
            if (!got.equalsIgnoreCase(sha512)) {
                throw new Refusal("wrong checksum, the file is removed: " + url + " has SHA-512\n  " + got
                        + "\nand .mvn/maven.properties wants\n  " + sha512);
            }
            publish(unpack(zip, Files.createDirectory(work.resolve("unpacked"))), folder);
        } finally {
            delete(work);
        }
    }

    /** Returns the SHA-512 of what came. */
    private static String download(String url, Path zip) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try {
            URLConnection connection = URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            try (InputStream in = new DigestInputStream(connection.getInputStream(), digest)) {
                Files.copy(in, zip);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("cannot get " + url + " (" + e + ")\n"
                    + "Do one of these:\n"
                    + "  - install Maven 3.6.3 or later and put its mvn on PATH\n"
                    + "  - set MAVEN_ARCHIVE to the URL of a folder that holds " + url.replaceFirst(".*/", "") + "\n"
                    + "  - behind a proxy, set MAVEN_OPTS='-Dhttps.proxyHost=... -Dhttps.proxyPort=...'");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the one folder that everything in the archive lies in. */
    private static Path unpack(Path zip, Path target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new Refusal("the archive holds a file outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        try (Stream<Path> tops = Files.list(target)) {
            Path top = tops.findFirst().orElse(target);
            // a ZipInputStream does not tell the modes
            if (!top.resolve("bin/mvn").toFile().setExecutable(true, false)) {
                throw new Refusal("the archive holds no bin/mvn");
            }
            return top;
        }
    }

    /** One rename, so nobody ever sees half a folder; whoever comes second keeps what the first put there. */
    private static void publish(Path maven, Path folder) throws IOException {
        try {
            Files.move(maven, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isExecutable(folder.resolve("bin/mvn"))) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Why nothing was installed, in words for the one who called. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String reason) {
            super(reason);
        }
    }
}
