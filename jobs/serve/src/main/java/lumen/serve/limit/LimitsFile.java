package lumen.serve.limit;

import static lumen.settings.Key.number;
import static lumen.settings.Key.whole;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.Catalogue;
import lumen.settings.CatalogueFile;
import lumen.settings.Key;
import lumen.settings.RecordBinder;
import lumen.settings.Rule;
import lumen.settings.SettingsException;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Whole;

/** The file of a config folder that {@code lumenctl serve} reads. */
public enum LimitsFile implements CatalogueFile {
  MT_LIMITS;

  /** Its name in a config folder. */
  public static final String NAME = "policies/mt_limits.yaml";

  private static final Real PER_SECOND = Real.above(0).to(10_000);
  private static final Whole BURST = Whole.of(1, 100_000);

  private static final Section KEYS =
      Section.of(
          Key.section(
              "ceiling",
              "All requests together.",
              number(
                  "per_second", 500, PER_SECOND, "requests/s", "Requests that may go on for ever."),
              whole("burst", 1_000, BURST, "requests", "Requests at once, behind a pause.")),
          Key.section(
              "standard",
              "Whoever names no tenant, or one that is not named here: all of them together.",
              number(
                  "per_second", 100, PER_SECOND, "requests/s", "Requests that may go on for ever."),
              whole("burst", 200, BURST, "requests", "Requests at once, behind a pause.")),
          new Key(
              "tenants",
              new Members(
                  Section.of(
                      number(
                          "per_second",
                          20,
                          PER_SECOND,
                          "requests/s",
                          "Requests that may go on for ever."),
                      whole("burst", 40, BURST, "requests", "Requests at once, behind a pause."))),
              new Key.Value(List.of()),
              "",
              "Each of these tenants for itself, by X-Tenant.",
              false));

  private static final Catalogue<RequestLimits> CATALOGUE =
      new Catalogue<>(
          "Limits",
          "lumen.serve.limit",
          List.of(MT_LIMITS),
          List.of(),
          reading ->
              reading.usable()
                  ? Optional.of(
                      RecordBinder.plain().bind(reading.of(MT_LIMITS), RequestLimits.class))
                  : Optional.empty());

  /**
   * The limits of a config folder, or the defaults.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static RequestLimits read(Optional<Path> folder) {
    return folder.map(CATALOGUE::read).orElseGet(() -> CATALOGUE.readTexts("", Map.of())).orThrow();
  }

  @Override
  public String fileName() {
    return NAME;
  }

  @Override
  public String purpose() {
    return "How often each tenant may ask lumenctl serve.";
  }

  @Override
  public Section section() {
    return KEYS;
  }

  @Override
  public List<Rule> rules() {
    return List.of();
  }
}
