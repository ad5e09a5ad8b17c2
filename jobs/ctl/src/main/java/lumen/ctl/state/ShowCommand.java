package lumen.ctl.state;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.ctl.fusion.KindOption;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.settings.GovernanceSettings;
import lumen.jobs.JobKind;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlaySettings;
import lumen.runtime.state.StateShape;
import lumen.settings.Catalogue;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl state show}: what a savepoint holds, per tenant and channel. */
@Command(
    name = "show",
    description = {
      "Shows what a savepoint or checkpoint of the fusion job holds, per tenant: how far it is"
          + " fused,",
      "of each channel lag, phase difference x with its variance p, and the adapted variances q and"
          + " r,",
      "the values of the reference engine, and how far the raw samples of each channel are"
          + " consumed.",
      "Of the overlay job: how far it is, its breakers, gates and requests that wait.",
      "Of the governance job: how far each service is, its alerts, and what waits for a person.",
      "The state can only be read with the settings it was made with."
    },
    footerHeading = "%nJSON:%n",
    footer = {
      "  {\"savepoint\", \"targetHz\", \"tenants\": [{\"tenant\", \"frontierMicros\","
          + " \"lastFrameStep\",",
      "    \"lastFrameMicros\", \"inputBlocks\", \"otherSettings\",",
      "    \"channels\": [{\"source\", \"key\", \"lagSteps\", \"lagSeconds\", \"x\", \"p\", \"q\","
          + " \"r\",",
      "      \"lastPresentStep\"}],",
      "    \"references\": [{\"name\", \"value\", \"micros\"}],",
      "    \"samples\": [{\"source\", \"key\", \"frontierMicros\", \"lastSampleMicros\","
          + " \"blocks\"}]}]}",
      "  Times are microseconds since the epoch, x is in cycles, p, q and r in cycles squared,"
          + " blocks",
      "  are those kept in state. null = there is none yet, or input has ended (frontierMicros).",
      "  Of the overlay job: {\"savepoint\", \"tenants\": [{\"tenant\", \"log\", \"clockMicros\","
          + " \"flags\",",
      "    \"waiting\", \"blind\", \"orders\", \"breakers\": [{\"overlay\", \"state\","
          + " \"generation\",",
      "    \"untilMicros\"}], \"gates\": [{\"scenario\", \"overlay\", \"tokens\", \"latency\","
          + " \"quality\"}]}]}",
      "  Of the governance job: {\"savepoint\", \"tenants\": [{\"tenant\", \"last_ts\", \"steps\",",
      "    \"lines_waiting\", \"silent\", \"alerts\", \"rollback\", \"policy\", \"hold\",",
      "    \"objectives_commanded\", \"commands_pending\", \"budget\", \"roi\", \"maturity\"}]};"
          + " times in",
      "    seconds, figures as those of a scorecard, null before the first hour has ended.",
      "  otherSettings: kept from before --reset-windows, to begin anew; channels are then not"
          + " read."
    })
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KindOption kind;

  @Parameters(
      paramLabel = "SAVEPOINT",
      description = "Its folder or file: URI; `latest` = the newest of this cluster.")
  private String savepoint;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of the job's files; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--json", description = "Print JSON, see below.")
  private boolean json;

  @Option(
      names = "--as-patch",
      description = {
        "Print a patch for autopatch instead: align.kalman.q and r as the weighted mean of what"
            + " the",
        "filters of all channels came to, for a job that begins anew."
      })
  private boolean asPatch;

  @Override
  public Integer call() throws Exception {
    if (asPatch && json) {
      throw CommandFailure.usage("--as-patch must stand without --json: a patch is JSON");
    }
    if (kind.kind() == JobKind.OVERLAY) {
      return overlay();
    }
    if (kind.kind() == JobKind.GOVERNANCE) {
      return governance();
    }
    LumenSettings settings;
    try {
      settings = settings();
    } catch (SettingsException e) {
      e.findings().forEach(finding -> spec.commandLine().getErr().println(finding));
      return ExitCode.USAGE;
    }
    return read(found -> fusion(found, settings));
  }

  private int fusion(String found, LumenSettings settings) throws IOException {
    SavepointContents contents = SavepointContents.read(found);
    StateShape shape = new StateShape(settings.shaping(), LumenSettings.shapingAlike());
    requireSame(shape, contents);
    List<TenantState> tenants = TenantState.of(contents, settings, shape.hashes());
    PrintWriter out = spec.commandLine().getOut();
    StateListing listing = new StateListing(found, settings.fusionSettings().grid(), tenants);
    if (asPatch) {
      out.println(patch(found, tenants, settings));
    } else if (json) {
      out.println(Json.text(listing.json()));
    } else {
      listing.print(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private <T> T read(NewestState.Reading<T> reading) throws IOException {
    return NewestState.read(savepoint, SessionCluster.locate().directory(), reading);
  }

  private <S> Optional<S> others(Catalogue<S> catalogue) {
    if (asPatch) {
      throw CommandFailure.usage("--as-patch must be of the fusion job: others learn no noise");
    }
    try {
      return Optional.of(
          config.map(catalogue::read).orElseGet(() -> catalogue.readTexts("", Map.of())).orThrow());
    } catch (SettingsException e) {
      e.findings().forEach(finding -> spec.commandLine().getErr().println(finding));
      return Optional.empty();
    }
  }

  private int governance() throws IOException {
    Optional<GovernanceSettings> settings = others(GovernanceCatalogue.CATALOGUE);
    if (settings.isEmpty()) {
      return ExitCode.USAGE;
    }
    ServiceListing listing = read(found -> ServiceListing.read(found, settings.get()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(listing.json()));
    } else {
      listing.print(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private int overlay() throws IOException {
    Optional<OverlaySettings> settings = others(OverlayCatalogue.CATALOGUE);
    if (settings.isEmpty()) {
      return ExitCode.USAGE;
    }
    OverlayListing listing = read(found -> OverlayListing.read(found, settings.get()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(listing.json()));
    } else {
      listing.print(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private LumenSettings settings() {
    if (config.isEmpty()) {
      return LumenSettings.defaults();
    }
    if (!Files.isDirectory(config.get())) {
      throw CommandFailure.usage("the settings folder must exist: " + config.get());
    }
    return SettingsLoader.load(config.get());
  }

  private static String patch(String savepoint, List<TenantState> tenants, LumenSettings settings) {
    return LearntNoise.of(tenants, settings)
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "a channel must have been fused: no filter has q and r in " + savepoint))
        .patch(savepoint, settings);
  }

  private static void requireSame(StateShape shape, SavepointContents contents) {
    List<String> differences = shape.differences(contents.shaping());
    if (!differences.isEmpty()) {
      throw CommandFailure.usage(
          "settings must be those of the savepoint, given with --config DIR: "
              + String.join("; ", differences));
    }
  }
}
