package lumen.ctl.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import lumen.governance.budget.Ledgers;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.figure.History;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.figure.StepCounts;
import lumen.governance.ingest.ServiceLineReader;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.settings.GovernanceSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * 1,000 public lines of FOCUS, which are not part of the repository: however they come, the month
 * comes to the same.
 */
class FocusSampleTest {
  private static final YearMonth MONTH = YearMonth.of(2024, 9);
  private static final long DAY = 86_400_000_000L;
  private static final double UNITS = 1e9;
  private static final BigDecimal WRONG = new BigDecimal("1.7");

  private final GovernanceSettings settings = GovernanceCatalogue.defaults();
  private final List<CostLine> sample = new ArrayList<>();

  @BeforeEach
  void readSample() throws IOException {
    String folder = System.getenv("LUMEN_RECORDINGS");
    Path home = Path.of(System.getenv().getOrDefault("LUMEN_HOME", "../.."));
    Path data = folder == null ? home.resolve("../shared/data") : Path.of(folder);
    Path file = data.resolve("governance").resolve("focus_sample.csv.gz");
    String absent = "the FOCUS sample is absent, set LUMEN_RECORDINGS: " + file.normalize();
    if (!Files.exists(file) && "true".equals(System.getenv("CI"))) {
      fail(absent);
    }
    assumeThat(Files.exists(file)).as(absent).isTrue();
    BillConverter converter = new BillConverter(CostRules.NONE, DAY);
    BillFile.read(
        file,
        row -> {
          try {
            sample.addAll(converter.lines(row));
          } catch (BillFault e) {
            throw new IOException(e);
          }
        });
    assertThat(sample).hasSize(1_000);
  }

  /** What a month comes to, billed and in effect. */
  private double[] totals(List<CostLine> lines) {
    ServiceLineReader reader = new ServiceLineReader(settings);
    Ledgers ledgers = new Ledgers();
    History history = new History(new ServiceCalendar(ZoneOffset.UTC));
    for (CostLine line : lines) {
      byte[] bytes = line.json().getBytes(StandardCharsets.UTF_8);
      long step = ServiceCalendar.stepEnd(line.micros());
      if (step > history.now()) {
        history.close(step, new StepCounts(settings.slo()), List.of());
      }
      Cost cost = (Cost) reader.read(bytes, 0, bytes.length).line().orElseThrow();
      ledgers.add(cost, history, settings.budget().closeDays());
    }
    long effective = 0;
    for (LocalDate day = MONTH.atDay(1);
        !day.isAfter(MONTH.atEndOfMonth());
        day = day.plusDays(1)) {
      effective += history.known(day).effective();
    }
    assertThat(ledgers.closedLines()).isZero();
    return new double[] {ledgers.billed(MONTH) / UNITS, effective / UNITS};
  }

  private static CostLine later(CostLine line, long micros) {
    return new CostLine(
        line.micros() + micros,
        line.service(),
        line.component(),
        line.from(),
        line.to(),
        line.billed(),
        line.effective(),
        line.currency(),
        line.category(),
        line.correction());
  }

  private static CostLine priced(
      CostLine line, BigDecimal billed, BigDecimal effective, boolean correction) {
    return new CostLine(
        line.micros(),
        line.service(),
        line.component(),
        line.from(),
        line.to(),
        billed,
        effective,
        line.currency(),
        line.category(),
        correction);
  }

  /** The two totals of the sample, which differ: a budget and a return are not the same money. */
  @Test
  void whatIsBilledIsNotWhatItCostInEffect() {
    double[] totals = totals(sample);
    assertThat(totals[0]).isCloseTo(20.52, within(0.005));
    assertThat(totals[1]).isCloseTo(14.98, within(0.005));
  }

  /** Shuffled, every fifth wrong at first and corrected, each known one to five days later. */
  @Test
  void monthComesToTheSameHoweverItsBillsCome() {
    double[] plain = totals(sample);
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      List<CostLine> lines = new ArrayList<>();
      for (CostLine line : sample) {
        long delay = DAY + (long) (random.nextDouble() * 4 * DAY);
        if (random.nextInt(5) == 0) {
          BigDecimal billed = wrong(line.billed());
          BigDecimal effective = wrong(line.effective());
          lines.add(later(priced(line, billed, effective, false), random.nextLong(DAY)));
          lines.add(later(priced(line, billed.negate(), effective.negate(), true), delay));
          lines.add(later(priced(line, line.billed(), line.effective(), true), delay));
        } else {
          lines.add(later(line, delay));
        }
      }
      Collections.shuffle(lines, random);
      lines.sort(Comparator.comparingLong(CostLine::micros));
      double[] totals = totals(lines);
      assertThat(lines).as("seed " + seed).hasSizeGreaterThan(1_300);
      assertThat(totals[0]).as("billed, seed " + seed).isCloseTo(plain[0], within(1e-9));
      assertThat(totals[1]).as("effective, seed " + seed).isCloseTo(plain[1], within(1e-9));
    }
  }

  private static BigDecimal wrong(BigDecimal money) {
    return money.multiply(WRONG).setScale(11, RoundingMode.HALF_EVEN);
  }
}
