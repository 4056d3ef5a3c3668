import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.flavours.PDFAFlavour.Specification;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * PDF files into what veraPDF has to say of them by PDF/UA-1, in lines of fields parted by tabs.
 *
 * Of each file "FILE, checks, how many were made", then for each that failed "FILE, its rule, what
 * the rule says, where it failed".
 */
public class VeraPdf {
    private static final PDFAFlavour UA = PDFAFlavour.PDFUA_1;
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final int MOST_FAILURES = 1000;

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile();
        for (String file : files) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), UA)) {
                PDFAValidator validator =
                        ValidatorFactory.createValidator(profile, MOST_FAILURES, false, false, false);
                tell(file, validator.validate(parser));
            }
        }
    }

    private static void tell(String file, ValidationResult result) {
        System.out.println(String.join("\t", file, "checks", "" + result.getTotalAssertions()));
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = each.getRuleId();
                String name = rule.getClause() + "-" + rule.getTestNumber();
                String where = each.getLocation().getContext();
                System.out.println(String.join("\t", file, name, each.getMessage(), where));
            }
        }
    }

    /** The profile that comes with veraPDF, read without JAXB, which Java no longer has. */
    private static ValidationProfile profile() throws Exception {
        try (InputStream xml = Profiles.class.getResourceAsStream(PROFILE)) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element each : all(root, "rule")) {
                rules.add(rule(each));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element each : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(
                        each.getAttribute("name"),
                        each.getAttribute("object"),
                        text(each, "defaultValue"),
                        text(each, "value")));
            }
            return Profiles.profileFromValues(
                    UA,
                    Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0)),
                    "",
                    rules,
                    variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element each : all(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(each.getTextContent(), null, null));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        Specification.ISO_14289_1,
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments),
                List.of());
    }

    private static String text(Element of, String name) {
        return all(of, name).get(0).getTextContent();
    }

    private static List<Element> all(Element of, String name) {
        NodeList found = of.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
