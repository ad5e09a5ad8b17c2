package lumen.ctl.drill.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import lumen.event.CommandText;
import lumen.event.MalformedCommandException;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.settings.ConfigFile;
import lumen.fusion.settings.EvidenceFiles;
import lumen.fusion.settings.FusionCatalogue;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.catalogue.GovernanceConfigFile;
import lumen.governance.command.ServiceCommands;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.runtime.command.CommandReader;
import lumen.settings.LoadedConfig;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code -Dlumen.drill.texts}, 200,000 by default, of configurations, rules and commands of the
 * three jobs that are nearly right: each is taken or answered in words, and nothing else happens.
 */
@Tag("drill")
@EnabledIfSystemProperty(named = "lumen.drill", matches = "long")
final class MutatedTextsDrill {
  private static final int TEXTS = Integer.getInteger("lumen.drill.texts", 200_000);
  private static final int MOST_FAULTS = 20;
  private static final long SEED = Long.getLong("lumen.drill.seed", 20_261_130);
  private static final List<String> COMMANDS =
      List.of(
          command("\"type\": \"release\", \"force\": true"),
          command("\"type\": \"weights\", \"ure\": 0.8, \"sensors\": 0.2"),
          command("\"type\": \"tick_limits\", \"min_tick_ms\": 150, \"max_tick_ms\": 300"),
          command(
              "\"type\": \"curves\", \"kp_curve\": [[0, 0.3], [1, 0.2]], \"kd_curve\": [[0, 0.1]],"
                  + " \"ki_base\": 0.07"),
          command("\"type\": \"rules\", \"risk_map\": \"[]\", \"quote_rules\": \"[]\""),
          command("\"type\": \"adapt\", \"mode\": \"fixed\", \"q\": 1e-3, \"r\": 2e-3"),
          command(
              "\"type\": \"note\", \"text\": \"wet\", \"refs\": [\"a/b/5\"], \"from\": 5, \"to\":"
                  + " 6"),
          command("\"type\": \"rollback\", \"to\": \"v6\", \"why\": \"carts\""),
          command("\"type\": \"features\", \"features\": \"a,b\""));

  private final MutatedTexts texts = new MutatedTexts(new Random(SEED));
  private final Random choice = new Random(SEED + 1);
  private final List<String> faults = new ArrayList<>();
  private long taken;
  private long answered;

  private static String command(String more) {
    return "{\"id\": \"c-1\", \"author\": \"ann\", \"tenant\": \"a\", \"effective_ts\":"
        + " 1767225600.5, "
        + more
        + "}";
  }

  /** A text and who reads it: what he answers, empty where he takes it. */
  private record Reader(String name, List<String> sound, Function<String, List<String>> answer) {}

  private static String shipped(String name) throws IOException {
    return Files.readString(LumenHome.locate().root().resolve("configs").resolve(name));
  }

  private static List<String> findings(LoadedConfig<?> config) {
    List<String> errors = new ArrayList<>();
    if (!config.usable()) {
      config.findings().forEach(finding -> errors.add(finding.toString()));
    }
    return errors;
  }

  private static List<Reader> readers() throws IOException {
    List<Reader> readers = new ArrayList<>();
    for (ConfigFile file : ConfigFile.values()) {
      Path shipped = LumenHome.locate().root().resolve("configs").resolve(file.fileName());
      if (Files.exists(shipped) && shipped.toString().endsWith(".yaml")) {
        readers.add(
            new Reader(
                file.fileName(),
                List.of(Files.readString(shipped)),
                text -> findings(FusionCatalogue.CATALOGUE.readTexts("", Map.of(file, text)))));
      }
    }
    readers.add(
        new Reader(
            "overlay.yaml",
            List.of(shipped("overlay.yaml")),
            text ->
                findings(
                    OverlayCatalogue.CATALOGUE.readTexts(
                        "", Map.of(OverlayConfigFile.values()[0], text)))));
    readers.add(
        new Reader(
            "overlay_flags.yaml",
            List.of(shipped("overlay_flags.yaml")),
            text ->
                findings(
                    OverlayCatalogue.CATALOGUE.readTexts(
                        "", Map.of(OverlayConfigFile.FLAGS, text)))));
    readers.add(
        new Reader(
            "governance.yaml",
            List.of(shipped("governance.yaml")),
            text ->
                findings(
                    GovernanceCatalogue.CATALOGUE.readTexts(
                        "", Map.of(GovernanceConfigFile.GOVERNANCE, text)))));
    readers.add(
        new Reader(
            "rules of a command",
            List.of(shipped("evidence/risk_map.yaml"), shipped("evidence/quote_rules.yaml")),
            text -> EvidenceFiles.findings(text, text)));
    readers.add(
        new Reader(
            "command of fusion",
            COMMANDS,
            text -> OperatorCommandReader.standard().read(text).findings()));
    CommandReader<OverlayCommand> overlay =
        OverlayCommands.reader(OverlayCatalogue.defaults().file().gates());
    readers.add(new Reader("command of overlay", COMMANDS, text -> findings(overlay, text)));
    readers.add(new Reader("command of governance", COMMANDS, ServiceCommands::findings));
    return readers;
  }

  private static List<String> findings(CommandReader<OverlayCommand> reader, String text) {
    try {
      return reader.findings(CommandText.read(text));
    } catch (MalformedCommandException e) {
      return List.of(e.getMessage());
    }
  }

  @Test
  void eachIsTakenOrAnswered() throws IOException {
    List<Reader> readers = readers();
    long begun = System.nanoTime();
    for (int i = 0; i < TEXTS && faults.size() < MOST_FAULTS; i++) {
      Reader reader = readers.get(i % readers.size());
      String sound = reader.sound().get(choice.nextInt(reader.sound().size()));
      read(reader, texts.of(sound), i);
    }
    System.out.printf(
        "seed %d: %d texts of %d kinds, %d taken, %d answered, %.0f s%n",
        SEED, TEXTS, readers.size(), taken, answered, (System.nanoTime() - begun) / 1e9);
    assertThat(faults).isEmpty();
    assertThat(taken + answered).isEqualTo(TEXTS);
    assertThat(taken).isGreaterThan(TEXTS / 50);
    assertThat(answered).isGreaterThan(TEXTS / 50);
  }

  private void read(Reader reader, String text, int i) {
    try {
      List<String> said = reader.answer().apply(text);
      if (said.isEmpty()) {
        taken++;
        return;
      }
      answered++;
      for (String line : said) {
        if (line.isBlank() || line.contains("Exception") || line.contains("\tat ")) {
          fault(reader, text, i, "must be answered in words: " + line);
        }
      }
    } catch (RuntimeException | StackOverflowError e) {
      fault(reader, text, i, e + " at " + List.of(e.getStackTrace()).subList(0, 3));
    }
  }

  private void fault(Reader reader, String text, int i, String what) {
    faults.add("seed %d text %d of %s: %s%n%s%n".formatted(SEED, i, reader.name(), what, text));
  }
}
