package lumen.ctl.watch;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl watch}: Prometheus and Alertmanager of this machine. */
@Command(
    name = "watch",
    description = {
      "Starts, stops and shows Prometheus and Alertmanager with the shipped files, on loopback.",
      "Their data lies in target/watch, or in LUMEN_WATCH_DIR, and outlives them."
    },
    subcommands = {WatchCommand.Start.class, WatchCommand.Stop.class, WatchCommand.Status.class})
public final class WatchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static void pages(WatchState state, PrintWriter out) {
    out.println("Prometheus    " + Watchers.page(state.prometheusUrl(), "/alerts"));
    out.println("targets       " + Watchers.page(state.prometheusUrl(), "/targets"));
    out.println("Alertmanager  " + state.alertmanagerUrl());
  }

  @Command(
      name = "start",
      description = "Starts both, waits until they answer, and prints their pages.")
  static final class Start implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--port",
        defaultValue = "9090",
        description = "Port of Prometheus, on loopback [${DEFAULT-VALUE}].")
    private int port;

    @Option(
        names = "--alertmanager-port",
        defaultValue = "9093",
        description = "Port of Alertmanager, on loopback [${DEFAULT-VALUE}].")
    private int alertmanagerPort;

    @Option(names = "--json", description = "Print what runs as JSON.")
    private boolean json;

    @Override
    public Integer call() {
      Watchers watchers = new Watchers(LumenHome.locate());
      boolean started = watchers.start(port, alertmanagerPort);
      WatchState state = watchers.state().orElseThrow();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(state));
      } else {
        out.println(started ? "both run" : "both run already");
        pages(state, out);
        out.println("lumenctl watch stop ends them; their data stays.");
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "stop", description = "Ends both; their data stays.")
  static final class Stop implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print {\"stopped\": true|false}.")
    private boolean json;

    @Override
    public Integer call() {
      boolean stopped = new Watchers(LumenHome.locate()).stop();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(Map.of("stopped", stopped)));
      } else {
        out.println(stopped ? "stopped" : "nothing ran");
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "status", description = "Shows both; exits with 3 when one does not answer.")
  static final class Status implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      Watchers watchers = new Watchers(LumenHome.locate());
      Optional<WatchState> state = watchers.state();
      boolean ready =
          state.isPresent()
              && Watchers.ready(state.get().prometheusUrl())
              && Watchers.ready(state.get().alertmanagerUrl());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(Map.of("ready", ready, "folder", watchers.folder().toString())));
      } else if (state.isEmpty()) {
        out.println("nothing runs in " + watchers.folder());
      } else {
        out.println(ready ? "both answer" : "not both answer; logs are in " + watchers.folder());
        pages(state.get(), out);
      }
      return ready ? ExitCode.OK : ExitCode.UNREACHABLE;
    }
  }
}
