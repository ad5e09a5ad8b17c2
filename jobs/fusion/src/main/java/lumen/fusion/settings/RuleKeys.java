package lumen.fusion.settings;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.number;
import static lumen.settings.Key.required;

import lumen.settings.Key;
import lumen.settings.Key.FromFile;
import lumen.settings.Key.Unset;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Text;
import lumen.settings.TextForm;

/** The keys of a rule of {@code evidence/risk_map.yaml} and {@code evidence/quote_rules.yaml}. */
final class RuleKeys {
  /** The most rules of a file. */
  static final int MAX_RULES = 500;

  static final Real REPEAT_S = Real.from(1).to(86_400);

  static final Section RISK =
      Section.of(
          required("if", FusionForm.RULE_CONDITION, "When it fires, see conditions below."),
          required("risk", FusionForm.RULE_NAME, "What it is a sign of."),
          new Key(
              "action",
              new Text(FusionForm.RULE_ACTIONS),
              new Unset("none"),
              "",
              "What is done then, see actions below.",
              false),
          number("repeat_s", 60, REPEAT_S, "s", "It fires again after this, while it holds.")
              .or(new FromFile(ConfigFile.FUSION.fileName(), "evidence.repeat_s")),
          new Key(
              "id",
              new Text(FusionForm.RULE_NAME),
              new Unset("the risk"),
              "",
              "Its name in the evidence.",
              false));

  static final Section QUOTE =
      Section.of(
          required("match", TextForm.SENTENCE, "Words that are looked for: whole, in any case."),
          required("quote", TextForm.SENTENCE, "What the evidence says then."),
          choice(
              "order",
              "given: the words stand side by side as in match; any: they stand anywhere.",
              "given",
              "any"),
          new Key(
              "id",
              new Text(FusionForm.RULE_NAME),
              new Unset("the words of match, joined by -"),
              "",
              "Its name in the evidence.",
              false));

  private RuleKeys() {}
}
