package lumen.cluster.kafka;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import lumen.terminal.Amount;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl kafka}: a Kafka broker of this machine. */
@Command(
    name = "kafka",
    description = {
      "Starts, stops and shows a Kafka broker of this machine, to try Kafka without installing it.",
      "It lives in target/kafka, or in LUMEN_KAFKA_DIR; its records outlive it."
    },
    subcommands = {KafkaCommand.Start.class, KafkaCommand.Stop.class, KafkaCommand.Status.class})
public final class KafkaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static void print(BrokerStatus status, PrintWriter out) {
    out.printf(
        "%s  %s  pid %d  up %s  folder %s%n%n",
        status.bootstrap(),
        status.ready() ? "ready" : status.running() ? "not ready" : "dead",
        status.pid(),
        Amount.duration(status.uptimeMillis()),
        status.folder());
    TextTable topics = new TextTable("topic", "partitions", "offsets");
    status.topics().forEach(t -> topics.row(t.topic(), t.partitions(), Amount.count(t.offsets())));
    topics.print(out);
  }

  @Command(
      name = "start",
      description = {
        "Starts the broker, waits until it answers and makes the topics lumen.events, .frames,"
            + " .control, .evidence, .rejects and .late. Again: says it runs."
      })
  static final class Start implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--port",
        defaultValue = "9092",
        description = "Port for clients, on loopback [${DEFAULT-VALUE}].")
    private int port;

    @Option(names = "--json", description = "Print the status as JSON.")
    private boolean json;

    @Override
    public Integer call() {
      LumenHome home = LumenHome.locate();
      BrokerFolder folder = BrokerFolder.locate(home);
      boolean started = new LocalBroker(home, folder).start(port);
      BrokerStatus status = BrokerStatus.of(folder);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(status));
      } else {
        out.printf(
            "%s: bootstrap %s  folder %s%n",
            started ? "broker runs" : "broker already runs", status.bootstrap(), status.folder());
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "stop", description = "Ends the broker; its records stay.")
  static final class Stop implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print {\"stopped\": true|false}.")
    private boolean json;

    @Override
    public Integer call() {
      LumenHome home = LumenHome.locate();
      boolean stopped = new LocalBroker(home, BrokerFolder.locate(home)).stop();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println("{\"stopped\": " + stopped + "}");
      } else {
        out.println(stopped ? "broker stopped" : "no broker runs");
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "status",
      description = "Shows the broker and its topics; exits with 3 when it does not answer.")
  static final class Status implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      BrokerStatus status = BrokerStatus.of(BrokerFolder.locate(LumenHome.locate()));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(status));
      } else if (status.pid() == 0) {
        out.println("no broker runs in " + status.folder());
      } else {
        print(status, out);
      }
      return status.ready() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }
  }
}
