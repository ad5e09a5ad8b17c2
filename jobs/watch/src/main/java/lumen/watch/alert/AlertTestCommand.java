package lumen.watch.alert;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl alert test}: an alert that is none, sent and waited for. */
@Command(
    name = "test",
    description =
        "Sends a [DRILL] alert to Alertmanager, hears it on the receipt's address, and takes it"
            + " back. Whoever hears warnings hears it, too.")
final class AlertTestCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 3_600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--alertmanager",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9093",
      description = "Alertmanager [${DEFAULT-VALUE}].")
  private URI alertmanager;

  @Option(
      names = "--receipt",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9098/drill",
      description =
          "Address of a webhook receiver of drills in Alertmanager's configuration, on which this"
              + " command listens [${DEFAULT-VALUE}].")
  private URI receipt;

  @Option(
      names = "--within",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds to wait for the delivery [${DEFAULT-VALUE}].")
  private int within;

  @Option(names = "--json", description = "Print {\"delivered\": true|false, \"seconds\": S}.")
  private boolean json;

  /** What became of it. */
  private record Outcome(boolean delivered, double seconds, String id) {}

  @Override
  public Integer call() {
    if (within < 1 || within > MOST_SECONDS) {
      throw CommandFailure.usage("must be in 1..%d: --within %d".formatted(MOST_SECONDS, within));
    }
    DrillAlert drill = new DrillAlert(UUID.randomUUID().toString(), Clock.systemUTC().instant());
    Alertmanager receiver = new Alertmanager(alertmanager);
    try (Receipt heard = Receipt.open(receipt, drill.id())) {
      long begun = System.nanoTime();
      receiver.send(drill.firing());
      boolean delivered = heard.within(Duration.ofSeconds(within));
      double seconds = Math.round((System.nanoTime() - begun) / 1e8) / 10.0;
      receiver.send(drill.over(Clock.systemUTC().instant()));
      return told(new Outcome(delivered, seconds, drill.id()));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
    }
  }

  private int told(Outcome outcome) {
    if (json) {
      spec.commandLine().getOut().println(Json.text(outcome));
    } else if (outcome.delivered()) {
      spec.commandLine().getOut().printf("delivered in %.1f s: %s%n", outcome.seconds(), receipt);
    }
    if (!outcome.delivered() && !json) {
      throw CommandFailure.failed(
          "a drill must be delivered: %s heard nothing within %d s; has the configuration of %s a"
                  .formatted(receipt, within, alertmanager)
              + " receiver there for drill = \"yes\"?");
    }
    return outcome.delivered() ? ExitCode.OK : ExitCode.FAILED;
  }
}
