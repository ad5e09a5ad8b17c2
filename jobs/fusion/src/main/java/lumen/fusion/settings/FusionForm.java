package lumen.fusion.settings;

import java.util.List;
import lumen.connectors.osc.OscAddressFilter;
import lumen.event.InvalidValues;
import lumen.event.TimeForm;
import lumen.pattern.KeyPattern;
import lumen.settings.TextForm;
import lumen.signal.protocol.StopCondition;

/** The forms of text that only this job's files hold. */
final class FusionForm {
  /** The name of an event source, or a pattern of such names. */
  static final TextForm SOURCE =
      TextForm.of(
              "a text of 1 to 512 characters, in which * ? [] {} are those of a pattern (\\[ is the"
                  + " bracket itself)",
              TextForm.NAME.pattern().pattern())
          .readBy(KeyPattern::of);

  /** Values that mean nothing; a number stands for itself. */
  static final TextForm COMPARISON =
      TextForm.of(
              "a comparison such as <0 or >= 250",
              "^\\s*(<=|>=|<|>)\\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\\s*$")
          .readBy(text -> InvalidValues.of(List.of(text)));

  /** A field of an event's meta. */
  static final TextForm META_FIELD =
      TextForm.of("a field of meta, such as meta.dyad", "^meta\\.[^\\u0000-\\u001f]{1,500}$");

  /** A zone of the tz database. */
  static final TextForm ZONE =
      TextForm.of(
              "a zone such as Europe/Berlin, or an offset such as +01:00",
              "^[A-Za-z0-9_+:/-]{1,64}$")
          .readBy(zone -> new TimeForm(TimeForm.Format.ANY, zone));

  /** A pattern of OSC addresses. */
  static final TextForm OSC_PATTERN =
      TextForm.of("an OSC address pattern with * ? [] {}", "^.{1,512}$")
          .readBy(text -> OscAddressFilter.of(List.of(text)));

  /** What a rule is called. */
  static final TextForm RULE_NAME =
      TextForm.of(
          "a name of 1 to 64 letters, digits and _ . -, beginning with a letter",
          "^[A-Za-z][A-Za-z0-9_.-]{0,63}$");

  /** A condition of a rule, which is compiled later. */
  static final TextForm RULE_CONDITION =
      TextForm.of(
          "a condition such as phase_diff > 0.025 and entropy_ratio > 0.18, of at most 1000"
              + " characters",
          "^[\\s\\S]{1,1000}$");

  /** Actions of a rule, which are read later. */
  static final TextForm RULE_ACTIONS =
      TextForm.of(
          "actions such as increase kd by 0.02; alert warn, of at most 500 characters",
          "^[\\s\\S]{1,500}$");

  /** A {@link StopCondition}. */
  static final TextForm CONDITION =
      TextForm.of(
              "a condition such as `coherence_level < 0.72` on one of "
                  + String.join(", ", StopCondition.METRICS),
              "^\\s*("
                  + String.join("|", StopCondition.METRICS)
                  + ")\\s*(<=|>=|<|>)\\s*[-+0-9.eE]+\\s*$")
          .readBy(StopCondition::parse);

  private FusionForm() {}
}
