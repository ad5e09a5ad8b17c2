package lumen.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.Wrapped;
import lumen.terminal.files.OverwriteOption;
import lumen.tune.TuneAdvice.Proposal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl autotune}: advice on the tick and the gain curves. */
@Command(
    name = "autotune",
    description = {
      "Hold ticks, phase errors and entropy of a run against bridge.yaml, and propose a tick and gain"
          + " curves, as whole tables, with what is expected of them.",
      "Reads DIR/control.ndjson, or a bench (which knows means only, so no overshoot). Only time in the"
          + " states E2 and E3 counts. --out writes a patch for autopatch; nothing is applied."
    })
public final class AutotuneCommand implements Callable<Integer> {
  private static final String CONTROL = "control.ndjson";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of a run, control.ndjson, or a bench.")
  private Path run;

  @Mixin private ConfigFolderOption config;

  @Option(names = "--out", paramLabel = "FILE", description = "Patch to write.")
  private Optional<Path> patch = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    patch.ifPresent(
        file ->
            PatchFile.check(file, List.of(log()), Optional.of(config.folder()), overwrite.given()));
    LumenSettings settings;
    try {
      settings = SettingsLoader.load(config.folder());
    } catch (SettingsException e) {
      e.findings().forEach(spec.commandLine().getErr()::println);
      return ExitCode.USAGE;
    }
    LoopRun loop = new LoopRun(settings);
    loop.read(log());
    if (loop.locked() == 0) {
      throw CommandFailure.failed(
          loop.lines() == 0
              ? "no data: no tick of the bridge in " + log()
              : "no data: the bridge was never locked (E2, E3) in " + log());
    }
    TuneAdvice advice = new TuneAdvice(loop, settings, ConfigInForce.of(config.folder()));
    List<Change> changes = advice.proposals().stream().map(Proposal::change).toList();
    if (patch.isPresent()) {
      PatchFile.write(patch.get(), changes);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(asJson(loop, advice, settings)));
    } else {
      new TuneReport(loop, settings).print(out);
      print(advice, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private Path log() {
    if (!Files.isDirectory(run)) {
      return run;
    }
    Path control = run.resolve(CONTROL);
    if (!Files.exists(control)) {
      throw CommandFailure.usage("no data: a run with a bridge leaves " + control);
    }
    return control;
  }

  private void print(TuneAdvice advice, PrintWriter out) {
    out.println();
    if (advice.proposals().isEmpty()) {
      out.println("nothing to change");
    }
    for (Proposal proposal : advice.proposals()) {
      Change change = proposal.change();
      String from = change.from().map(NewValue::text).orElse("");
      out.println(change.file().fileName() + " " + change.key());
      Wrapped.print("  from    ", from, out);
      Wrapped.print("  to      ", change.to().text(), out);
      Wrapped.print("  why     ", change.why(), out);
      Wrapped.print("  expect  ", proposal.effect(), out);
    }
    advice.notes().forEach(note -> Wrapped.print("note: ", note, out));
    patch.ifPresent(file -> out.println("written  " + file));
  }

  private ObjectNode asJson(LoopRun loop, TuneAdvice advice, LumenSettings settings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.set("figures", new TuneReport(loop, settings).json());
    ArrayNode proposals = root.putArray("proposals");
    List<Proposal> all = advice.proposals();
    ArrayNode changes = PatchFile.json(all.stream().map(Proposal::change).toList());
    for (int i = 0; i < all.size(); i++) {
      proposals.add(((ObjectNode) changes.get(i)).put("expect", all.get(i).effect()));
    }
    advice.notes().forEach(root.putArray("notes")::add);
    return root.put("written", patch.map(Path::toString).orElse(null));
  }
}
