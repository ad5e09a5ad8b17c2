package lumen.watch.gate;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.number;
import static lumen.settings.Key.required;
import static lumen.settings.Key.section;
import static lumen.settings.Key.text;

import lumen.settings.Key;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.NumberOrText;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.TextForm;

/** The keys of {@code gates.yaml}. */
final class GateKeys {
  private static final Real ANY =
      new Real(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

  /** A name of a series, and labels; nothing that could end the expression that it is put into. */
  private static final String SERIES = "[a-zA-Z_:][a-zA-Z0-9_:]{0,200}(\\{[^{}\\n]{0,300}\\})?";

  private static final TextForm NAME =
      TextForm.of("letters, digits, - and _", "^[A-Za-z0-9_-]{1,60}$");

  private static final TextForm OF =
      TextForm.of("a series, with labels or without", "^" + SERIES + "$");

  private static final TextForm AMONG =
      TextForm.of("a series, with labels or without", "^(" + SERIES + ")?$");

  private static final TextForm SPAN =
      TextForm.of("a number and s, m, h or d, such as 10m", "^[1-9][0-9]{0,4}[smhd]$");

  private static final TextForm OVER =
      TextForm.of("a number and s, m, h or d, such as 10m", "^([1-9][0-9]{0,4}[smhd])?$");

  private static final Section CONDITION =
      Section.of(
          required("of", OF, "Series, or a record of the rules."),
          text("among", "", AMONG, "With take share: what it is a part of."),
          choice(
              "take",
              "What is taken of it.",
              "newest",
              "mean",
              "max",
              "p95",
              "share",
              "passed",
              "count"),
          text("over", "", OVER, "The window."),
          text(
              "every",
              "15s",
              SPAN,
              "How often there is a sample, or is looked at one; 95 % of them must be there."),
          text(
              "known_for",
              "",
              OVER,
              "How long rules must have been recorded: of a record of 30 d, or of take count."),
          choice("scope", "Each bridged tenant has to hold it, or the job.", "tenant", "job"),
          level("at_least", "Least value."),
          level("at_most", "Greatest value."),
          level("below", "Value that is not reached."));

  private static final Section GATE =
      Section.of(
          text("about", "", TextForm.of("a text", "^[^\\u0000-\\u001f]{0,200}$"), "One sentence."),
          new Key(
              "conditions",
              new Members(CONDITION, NAME),
              new Unset("none"),
              "",
              "What has to hold, by name.",
              false));

  /** All of them. */
  static final Section SECTION =
      Section.of(
          new Key(
              "gates", new Members(GATE, NAME), new Unset("none"), "", "Gates, by name.", false),
          section(
              "scorecard",
              "What the gates roi, slo and maturity ask of a service's scorecard.",
              number("maturity_at_least", 70, Real.from(0).to(100), "", "Least maturity score.")),
          section(
              "host",
              "The host.",
              new Key(
                  "krw_per_kwh",
                  new NumberOrText(TextForm.of("the word unset", "^unset$")),
                  new Value(Host.UNSET),
                  "KRW",
                  "Price of a kilowatt-hour; unset: no records of cost.",
                  false)));

  private GateKeys() {}

  private static Key level(String name, String meaning) {
    return new Key(name, ANY, new Unset("not asked for"), "", meaning, false);
  }
}
