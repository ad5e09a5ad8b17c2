package lumen.ctl.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.gateway.GatewayLoad.Measure;
import lumen.ctl.kafka.PropertiesFileOption;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl capacity overlay}: how soon a running overlay job answers. */
@Command(
    name = "overlay",
    description = {
      "Asks an overlay job that runs, at a steady rate, and tells how soon it is answered: from"
          + " when",
      "a request was to be sent until its answer is read from the topic. Requests are sent at",
      "absolute times, and as many outcomes as requests. Exits with 1 if any was not answered.",
      "Begin the job with `submit --kind overlay --kafka HOST:PORT/TOPIC` and outputs.answers."
    })
public final class CapacityOverlayCommand implements Callable<Integer> {
  private static final double MILLIS = 1e3;
  private static final List<Double> PERCENTILES = List.of(50.0, 95.0, 99.0, 99.9, 100.0);

  @Spec private CommandSpec spec;

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT/TOPIC",
      description = "The log that the job reads.")
  private String kafka;

  @Mixin private PropertiesFileOption properties;

  @Option(
      names = "--answers",
      required = true,
      paramLabel = "TOPIC",
      description = "Topic of the answers: outputs.answers of overlay.yaml.")
  private String answers;

  @Option(names = "--rate", paramLabel = "R", description = "Requests a second [1000].")
  private double rate = 1_000;

  @Option(names = "--minutes", paramLabel = "M", description = "How long [5].")
  private double minutes = 5;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description = "Seconds before that do not count [60].")
  private double warmUpS = 60;

  @Option(names = "--tenant", paramLabel = "T", description = "Whose requests [capacity].")
  private String tenant = "capacity";

  @Option(names = "--scenario", paramLabel = "S", description = "Type of the requests.")
  private String scenario = GatewayStory.SCENARIO;

  @Option(
      names = "--emergency",
      description = {
        "Then command the baseline alone for that tenant, while it goes on asking, and tell how"
            + " long",
        "it takes until the first answer that names it."
      })
  private boolean emergency;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (!(rate > 0 && rate <= 100_000) || !(minutes > 0) || !(warmUpS >= 0)) {
      throw CommandFailure.usage(
          "--rate must be above 0 and 100000 at most, --minutes above 0, --warm-up 0 or more");
    }
    int slash = kafka.indexOf('/');
    if (slash < 1 || slash == kafka.length() - 1) {
      throw CommandFailure.usage("--kafka must be HOST:PORT/TOPIC: " + kafka);
    }
    Brokers brokers = new Brokers(kafka.substring(0, slash), properties.of(kafka));
    String run = UUID.randomUUID().toString().substring(0, 8) + '-';
    try (GatewayClient client = new GatewayClient(brokers, kafka.substring(slash + 1), answers)) {
      Measure measure =
          new GatewayLoad(client, tenant, scenario, rate)
              .run(run, warmUpS, 60 * minutes, emergency);
      print(measure, spec.commandLine().getOut());
      boolean seen = !emergency || measure.emergencyMicros() != GatewayLoad.NOT_SEEN;
      return measure.unanswered() == 0 && seen ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void print(Measure measure, PrintWriter out) {
    if (json) {
      out.println(Json.text(figures(measure)));
    } else {
      out.printf(
          Locale.ROOT,
          "%d requests at %.0f/s, %d with an overlay, %d unanswered%n",
          measure.asked(),
          rate,
          measure.overlays(),
          measure.unanswered());
      percentiles(measure.times().all(), out);
      if (measure.times().away() > 0) {
        out.printf(
            Locale.ROOT,
            "without %d s in which a request waited for a second or more:%n",
            measure.times().away());
        percentiles(measure.times().present(), out);
      }
      if (emergency) {
        out.println(
            measure.emergencyMicros() == GatewayLoad.NOT_SEEN
                ? "emergency: no answer named it"
                : String.format(
                    Locale.ROOT,
                    "emergency: the baseline alone after %.3f ms",
                    measure.emergencyMicros() / MILLIS));
      }
    }
    out.flush();
  }

  private ObjectNode figures(Measure measure) {
    ObjectNode node =
        Json.mapper()
            .createObjectNode()
            .put("rate", rate)
            .put("requests", measure.asked())
            .put("unanswered", measure.unanswered())
            .put("overlays", measure.overlays())
            .put("away_s", measure.times().away());
    percentiles(measure.times().all(), node.putObject("answer_ms"));
    percentiles(measure.times().present(), node.putObject("present_ms"));
    if (measure.emergencyMicros() != GatewayLoad.NOT_SEEN) {
      node.put("emergency_ms", measure.emergencyMicros() / MILLIS);
    }
    return node;
  }

  private static void percentiles(Histogram micros, ObjectNode ms) {
    for (double percentile : PERCENTILES) {
      ms.put(name(percentile), micros.getValueAtPercentile(percentile) / MILLIS);
    }
  }

  private static void percentiles(Histogram micros, PrintWriter out) {
    for (double percentile : PERCENTILES) {
      out.printf(
          Locale.ROOT,
          "%-6s %10.3f ms%n",
          name(percentile),
          micros.getValueAtPercentile(percentile) / MILLIS);
    }
  }

  private static String name(double percentile) {
    return percentile == 100 ? "max" : "p" + (percentile == 99.9 ? "99.9" : (int) percentile + "");
  }
}
