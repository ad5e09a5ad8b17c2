package lumen.ctl.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import lumen.connectors.kafka.BrokerRefusal;
import lumen.connectors.kafka.Brokers;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl kafka create}: topics at any broker. */
@Command(
    name = "create",
    description = {
      "Makes topics, at this broker or another, with as many copies as the broker makes by"
          + " itself.",
      "Lines of one tenant stay in order in any number of partitions, all lines in one."
    })
public final class CreateTopicsCommand implements Callable<Integer> {
  private static final int PATIENCE_MILLIS = 15_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TOPIC", arity = "1..*", description = "Topics that are not there yet.")
  private List<String> topics;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Brokers [${DEFAULT-VALUE}].")
  private String bootstrap;

  @Mixin private PropertiesFileOption properties;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "1",
      description = "Partitions of each [${DEFAULT-VALUE}].")
  private int partitions;

  @Override
  public Integer call() {
    if (partitions < 1) {
      throw CommandFailure.usage("must be 1 or more: --partitions " + partitions);
    }
    create(new Brokers(bootstrap, properties.file()));
    spec.commandLine().getOut().println("made at " + bootstrap + ": " + String.join(", ", topics));
    return ExitCode.OK;
  }

  private void create(Brokers brokers) {
    Map<String, Object> own =
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS);
    try (Admin admin = Admin.create(BrokerDoor.settings(brokers, own))) {
      admin.createTopics(topics.stream().map(this::topic).toList()).all().get();
    } catch (ExecutionException e) {
      throw failure(brokers, e.getCause());
    } catch (KafkaException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    }
  }

  private NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }

  private CommandFailure failure(Brokers brokers, Throwable cause) {
    if (cause instanceof TimeoutException) {
      return unreachable(cause);
    }
    if (BrokerRefusal.refuses(cause)) {
      return CommandFailure.failed(
          BrokerRefusal.line("--bootstrap", brokers, PATIENCE_MILLIS, cause));
    }
    return new CommandFailure(
        ExitCode.FAILED,
        "the broker must make the topics: %s: %s".formatted(bootstrap, cause.getMessage()),
        cause);
  }

  private CommandFailure unreachable(Throwable cause) {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "the broker must answer: %s: %s".formatted(bootstrap, cause.getMessage()),
        cause);
  }
}
