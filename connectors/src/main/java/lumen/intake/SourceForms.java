package lumen.intake;

import java.util.List;
import lumen.event.EventForm;
import lumen.event.SourceForm;
import lumen.intake.ReplayOptions.SourceRule;
import lumen.pattern.PatternTable;

/**
 * How the events of sources are written, as their rules say.
 *
 * @param rules rules of sources by name or pattern
 * @param fields every field of {@code meta} that one of them takes for the group
 */
record SourceForms(PatternTable<SourceRule> rules, List<String> fields)
    implements EventForm.Sources {

  /** The forms of these sources. */
  static EventForm.Sources of(PatternTable<SourceRule> rules) {
    List<SourceForm> forms = rules.entries().values().stream().map(SourceRule::form).toList();
    if (forms.stream().allMatch(SourceForm.PLAIN::equals)) {
      return EventForm.Sources.PLAIN;
    }
    return new SourceForms(
        rules, forms.stream().flatMap(form -> form.tenantFrom().stream()).distinct().toList());
  }

  @Override
  public SourceForm of(String source) {
    SourceRule rule = rules.find(source);
    return rule == null ? SourceForm.PLAIN : rule.form();
  }
}
