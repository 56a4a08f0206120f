/*
 * Validates PDF files with veraPDF, many files and flavours in one Java process.
 *
 *     java -cp 'target/classes:target/lib/*' VeraPdfFolder 2a,ua1 PATH...
 *
 * A PATH is a file, or a folder that is searched for *.pdf with all its subfolders.
 * For each file and flavour one line says "passed" or "FAILED"; below a failure stands,
 * for each failed rule, its clause and test number, how often it failed, veraPDF's
 * message, and the first places (veraPDF's object context) where it failed.
 * Exit status: 0 all files passed, 1 something failed, 2 wrong use or no PDF found.
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public final class VeraPdfFolder {
    /** How many failed places are printed for each rule. */
    private static final int PLACES = 3;

    private VeraPdfFolder() {
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: VeraPdfFolder FLAVOUR[,FLAVOUR...] PATH...");
            System.exit(2);
        }
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();

        List<PDFAFlavour> flavours = flavours(args[0]);
        List<Path> files = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            files.addAll(pdfsBelow(Path.of(args[i])));
        }
        if (files.isEmpty()) {
            System.err.println("VeraPdfFolder: no PDF file found");
            System.exit(2);
        }

        int failed = 0;
        for (Path file : files) {
            for (PDFAFlavour flavour : flavours) {
                failed += validate(file, flavour) ? 0 : 1;
            }
        }
        System.out.printf("veraPDF: %d files, %d validations, %d failed%n",
                files.size(), files.size() * flavours.size(), failed);
        System.exit(failed == 0 ? 0 : 1);
    }

    private static List<PDFAFlavour> flavours(String list) {
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : list.split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                System.err.println("VeraPdfFolder: no such flavour: " + id);
                System.exit(2);
            }
            flavours.add(flavour);
        }
        return flavours;
    }

    private static List<Path> pdfsBelow(Path path) throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile)
                    .filter(p -> p.equals(path) || p.toString().endsWith(".pdf"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static boolean validate(Path file, PDFAFlavour flavour) {
        String heading = flavour.getId() + " " + file;
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(file.toFile(), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            boolean passed = result.isCompliant();
            System.out.println((passed ? "passed " : "FAILED ") + heading);
            if (!passed) {
                printFailures(result);
            }
            return passed;
        } catch (Exception error) {
            System.out.println("FAILED " + heading);
            System.out.println("  cannot be validated: " + error);
            return false;
        }
    }

    private static void printFailures(ValidationResult result) {
        Map<RuleId, List<TestAssertion>> byRule = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                byRule.computeIfAbsent(assertion.getRuleId(), rule -> new ArrayList<>())
                        .add(assertion);
            }
        }
        Map<RuleId, Integer> counts = result.getFailedChecks();
        byRule.forEach((rule, assertions) -> {
            System.out.printf("  %s %s-%d, %d times: %s%n",
                    rule.getSpecification().getId(), rule.getClause(), rule.getTestNumber(),
                    counts.getOrDefault(rule, assertions.size()),
                    assertions.get(0).getMessage());
            assertions.stream().limit(PLACES).forEach(VeraPdfFolder::printPlace);
        });
    }

    private static void printPlace(TestAssertion assertion) {
        System.out.println("    at " + assertion.getLocation().getContext());
        if (assertion.getErrorMessage() != null) {
            System.out.println("       " + assertion.getErrorMessage());
        }
    }
}
