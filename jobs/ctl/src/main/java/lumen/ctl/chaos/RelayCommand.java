package lumen.ctl.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lumen.ctl.relay.Relay;
import lumen.ctl.relay.RelayCounts;
import lumen.ctl.relay.RelayFault;
import lumen.ctl.relay.TcpRelay;
import lumen.ctl.relay.UdpRelay;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Interrupts;
import lumen.terminal.Json;
import lumen.terminal.Terminal;
import lumen.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl chaos relay}: a network that does what networks do. */
@Command(
    name = "relay",
    description = {
      "Stands before an input and hands on what comes, until Ctrl-C; in the time of --fault it does"
          + " that to it.",
      "Point the sender at --listen, and the relay at the job's own address. Chance follows"
          + " --seed.",
      "Jitter is a delay of TIME and up to as much more or less: nothing can come too soon."
    })
final class RelayCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "PORT",
      description = "Port on loopback that the sender is pointed at.")
  private int listen;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where what comes goes.")
  private String to;

  @Option(
      names = "--tcp",
      description =
          "TCP, such as pulls of a reference engine, instead of UDP; answers are delayed.")
  private boolean tcp;

  @Option(
      names = "--fault",
      required = true,
      paramLabel = "FAULT",
      description =
          "delay:TIME, jitter:TIME, loss:SHARE, or of OSC spike:FACTOR[:ADDRESS] (begin of it).")
  private String fault;

  @Option(
      names = "--after",
      paramLabel = "TIME",
      description = "How long it only hands on before the fault [0].")
  private Optional<String> after = Optional.empty();

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      description = "How long the fault holds, such as 60s.")
  private String time;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance [1].")
  private long seed = 1;

  @Option(
      names = "--leave",
      description = "End with the fault, instead of handing on until Ctrl-C.")
  private boolean leave;

  @Option(names = "--json", description = "Print what was done as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    RelayFault what = what();
    double before = after.map(text -> Times.seconds("--after", text)).orElse(0.0);
    double seconds = Times.seconds("--for", time);
    CountDownLatch interrupted = new CountDownLatch(1);
    RelayCounts during;
    RelayCounts all;
    try (Relay relay = relay();
        Interrupts interrupts = Interrupts.tell(interrupted::countDown)) {
      check(relay, what);
      Terminal.tell("relays 127.0.0.1:%d to %s".formatted(relay.port(), to));
      pause(interrupted, before);
      RelayCounts begun = relay.counts();
      if (!interrupts.any()) {
        Terminal.tell("%s begins".formatted(what));
        relay.begin(what);
        pause(interrupted, seconds);
        relay.end();
        Terminal.tell("%s has ended".formatted(what));
      }
      during = relay.counts().since(begun);
      if (!leave) {
        interrupted.await();
      }
      all = relay.counts();
    }
    return tell(what, during, all);
  }

  private RelayFault what() {
    try {
      return RelayFault.parse(fault);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--fault " + e.getMessage());
    }
  }

  private static void check(Relay relay, RelayFault what) {
    try {
      relay.begin(what);
      relay.end();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--fault " + e.getMessage());
    }
  }

  private Relay relay() {
    int colon = to.lastIndexOf(':');
    String number = to.substring(colon + 1);
    boolean port = number.matches("[0-9]{1,5}") && Integer.parseInt(number) <= MOST_PORT;
    if (colon < 1 || !port) {
      throw CommandFailure.usage("--to must be HOST:PORT: " + to);
    }
    InetSocketAddress receiver =
        new InetSocketAddress(to.substring(0, colon), Integer.parseInt(number));
    if (receiver.isUnresolved()) {
      throw CommandFailure.usage("--to must be a host that is known: " + to);
    }
    if (listen < 1 || listen > MOST_PORT) {
      throw CommandFailure.usage("--listen must be in 1..65535: " + listen);
    }
    try {
      return tcp ? new TcpRelay(listen, receiver, seed) : new UdpRelay(listen, receiver, seed);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "port in use: another program listens on 127.0.0.1:%d; --listen takes another"
              .formatted(listen));
    }
  }

  private static void pause(CountDownLatch interrupted, double seconds)
      throws InterruptedException {
    interrupted.await((long) (seconds * 1e3), TimeUnit.MILLISECONDS);
  }

  private int tell(RelayFault what, RelayCounts during, RelayCounts all) {
    boolean injected = during.applied() > 0;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode told = Json.mapper().createObjectNode();
      told.put("fault", what.toString()).put("injected", injected);
      told.set("during", Json.mapper().valueToTree(during));
      told.set("all", Json.mapper().valueToTree(all));
      out.println(Json.text(told));
    } else {
      out.printf(
          "%s %s: of %d that came %d lost, %d delayed, %d changed, %d failed%n",
          injected ? "injected" : FaultVerdict.NOT_INJECTED,
          what,
          during.received(),
          during.lost(),
          during.delayed(),
          during.changed(),
          during.failed());
      out.printf("in all %d came, %d went on%n", all.received(), all.sent());
    }
    return injected ? ExitCode.OK : ExitCode.FAILED;
  }
}
