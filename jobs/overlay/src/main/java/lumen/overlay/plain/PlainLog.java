package lumen.overlay.plain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.Position;
import lumen.overlay.clock.LogClock;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.ingest.LineReading;
import lumen.overlay.ingest.RouteLineReader;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.tenant.LineMoment;
import lumen.overlay.tenant.OverlayTenant;
import lumen.overlay.tenant.RouteOutputs;
import lumen.overlay.tenant.TenantView;
import lumen.runtime.command.CommandReader;

/** Plays one log through the rules in one thread: what the job says of it, line by line. */
public final class PlainLog {
  private final OverlaySettings settings;
  private final RouteOutputs out;
  private final String name;
  private final CommandReader<OverlayCommand> commands;
  private final RouteLineReader lines;
  private final Map<String, OverlayTenant> tenants = new TreeMap<>();
  private LogClock clock = LogClock.BEGIN;
  private long line;
  private long order;

  /**
   * A log of which nothing was played.
   *
   * @param name what it is called in rejects
   * @param out hears all that is said, in the order in which it is
   */
  public PlainLog(OverlaySettings settings, String name, RouteOutputs out) {
    this.settings = settings;
    this.name = name;
    this.out = out;
    commands = OverlayCommands.reader(settings.file().gates());
    lines = new RouteLineReader(commands);
  }

  /** Takes a command of a control file, before any line. */
  public void control(String json) {
    Position at = new Position("control", 0, ++order);
    commands
        .read(json)
        .command()
        .ifPresentOrElse(
            command -> tenant(command.head().tenant()).command(command, "control", at),
            () -> out.reject(RouteReason.BAD_COMMAND, "", "control", at));
  }

  /** Takes a line of the log; a blank one is passed over. */
  public void take(String text) {
    line++;
    if (!text.isBlank()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      take(bytes, new Position(name, 0, line));
    }
  }

  private void take(byte[] bytes, Position at) {
    LineReading reading = lines.read(bytes, 0, bytes.length);
    if (reading.line().isEmpty()) {
      out.reject(reading.reason(), reading.detail(), name, at);
      return;
    }
    RouteRecord read = reading.line().get();
    LogClock.Reading time = clock.read(read.micros(), settings.file().time());
    clock = time.clock();
    OverlayTenant tenant = tenant(read.tenant());
    tenant.line(
        read, new LineMoment(clock.micros(), time.clamped(), time.inDoubt(), name, name, at));
    tenant.parts().drain((key, part) -> {});
  }

  /** Ends the log: what is due at its clock happens, and nothing beyond. */
  public void end() {
    tenants.values().forEach(tenant -> tenant.end(clock.micros()));
  }

  /** How the tenants stand, by name. */
  public List<TenantView> views() {
    List<TenantView> views = new ArrayList<>();
    tenants.values().forEach(tenant -> views.add(tenant.view()));
    return views;
  }

  private OverlayTenant tenant(String tenant) {
    return tenants.computeIfAbsent(
        tenant, called -> new OverlayTenant(called, settings.tenant(), out));
  }
}
