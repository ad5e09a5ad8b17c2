package lumen.governance.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.MaturitySettings.ScoreCurve;
import lumen.governance.settings.MaturitySettings.ScorePoint;
import lumen.settings.Catalogue;
import lumen.settings.ConfigReading;
import lumen.settings.ConfigValues;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.LoadedConfig;
import lumen.settings.RecordBinder;
import lumen.settings.SettingsMaker;

/** The config file of this job, and what is made of it. */
public final class GovernanceCatalogue implements SettingsMaker<GovernanceSettings> {
  private static final GovernanceConfigFile FILE = GovernanceConfigFile.GOVERNANCE;
  private static final String STEP = "time.step_s";
  private static final int STEP_S = 60;

  private static final RecordBinder RECORDS =
      RecordBinder.plain()
          .text(LocalDate.class, LocalDate::parse)
          .number(BigDecimal.class, BigDecimal::valueOf)
          .curve(ScoreCurve.class, GovernanceCatalogue::curve);

  /** Every key. */
  public static final Catalogue<GovernanceSettings> CATALOGUE = catalogue(false);

  /** The same for what is commanded: other steps are refused by the state that they would shape. */
  private static final Catalogue<GovernanceSettings> COMMANDED = catalogue(true);

  private final boolean anyStep;

  private GovernanceCatalogue(boolean anyStep) {
    this.anyStep = anyStep;
  }

  private static Catalogue<GovernanceSettings> catalogue(boolean anyStep) {
    return new Catalogue<>(
        "Governance configuration",
        "lumen.governance.catalogue",
        List.of(GovernanceConfigFile.values()),
        List.of(),
        new GovernanceCatalogue(anyStep));
  }

  /** The settings of a folder without files. */
  public static GovernanceSettings defaults() {
    return CATALOGUE.readTexts("", Map.of()).orThrow();
  }

  /** What a command gives of a whole {@code governance.yaml}, read as strictly as the file. */
  public static LoadedConfig<GovernanceSettings> commanded(String text) {
    return COMMANDED.readTexts("", Map.of(FILE, text));
  }

  @Override
  public Optional<GovernanceSettings> make(ConfigReading reading) {
    ConfigValues values = reading.of(FILE);
    if (!anyStep && values.whole(STEP) != STEP_S) {
      reading
          .findings(FILE)
          .error(
              values.at(STEP).begin(),
              STEP,
              "must be 60, the step that the rules are written for, is " + values.at(STEP).text());
    }
    rates(reading, values);
    return reading.usable()
        ? Optional.of(RECORDS.bind(values, GovernanceSettings.class))
        : Optional.empty();
  }

  private static void rates(ConfigReading reading, ConfigValues values) {
    Set<String> known = new HashSet<>();
    for (String rate : values.members("currency.rates")) {
      Setting code = values.at(rate + ".code");
      String since = values.text(rate + ".since");
      String wrong = null;
      if (code.text().equals(values.text("currency.code"))) {
        wrong = "must be another currency than that of the books, is " + code.text();
      } else if (!known.add(code.text() + ' ' + since)) {
        wrong = "must be given once for a day, is there again for " + since;
      }
      if (wrong != null && code.value() != null) {
        reading.findings(FILE).error(code.begin(), code.path(), wrong);
      }
    }
  }

  private static ScoreCurve curve(List<lumen.settings.Shape.Point> points) {
    return new ScoreCurve(points.stream().map(at -> new ScorePoint(at.x(), at.y())).toList());
  }
}
