package lumen.fusion;

import java.util.Optional;
import lumen.connectors.live.LiveClock;
import lumen.connectors.live.LiveStream;
import lumen.connectors.midi.MidiInput;
import lumen.connectors.midi.MidiOptions;
import lumen.connectors.osc.OscAddressFilter;
import lumen.connectors.osc.OscInput;
import lumen.connectors.osc.OscOptions;
import lumen.connectors.ure.UreAccess;
import lumen.connectors.ure.UreInput;
import lumen.connectors.ure.UreOptions;
import lumen.fusion.settings.StreamSettings;

/** Makes live inputs of the streams that sockets and devices give. */
final class LiveInputs {
  private static final int BYTES_PER_KIB = 1024;

  private LiveInputs() {}

  /**
   * The stream's input; empty for one that another inlet reads.
   *
   * @param staleAfterS age in seconds after which a value of the reference engine does not hold
   */
  static Optional<LiveStream> of(
      StreamSettings stream, LiveClock.Factory clock, double staleAfterS) {
    if (stream instanceof StreamSettings.Osc osc) {
      return Optional.of(osc(osc, clock));
    } else if (stream instanceof StreamSettings.Midi midi) {
      MidiOptions options = MidiOptions.of(midi.device());
      return Optional.of(
          new LiveStream(
              midi.name(),
              midi.source(),
              midi.tenant(),
              false,
              clock,
              arrivals -> new MidiInput(midi.name(), options, arrivals)));
    } else if (stream instanceof StreamSettings.Ure ure) {
      return Optional.of(ure(ure, clock, staleAfterS));
    }
    return Optional.empty();
  }

  private static LiveStream osc(StreamSettings.Osc osc, LiveClock.Factory clock) {
    int colon = osc.addr().lastIndexOf(':');
    OscOptions options =
        new OscOptions(
            osc.addr().substring(0, colon),
            Integer.parseInt(osc.addr().substring(colon + 1)),
            osc.maxPacketBytes(),
            osc.queuePackets(),
            osc.receiveBufferKib() * BYTES_PER_KIB,
            osc.allow(),
            OscAddressFilter.of(osc.keys()),
            osc.timetag() != StreamSettings.Timetag.IGNORE);
    return new LiveStream(
        osc.name(),
        osc.source(),
        osc.tenant(),
        osc.timetag() == StreamSettings.Timetag.CLAMP,
        clock,
        arrivals -> new OscInput(options, arrivals));
  }

  private static LiveStream ure(
      StreamSettings.Ure ure, LiveClock.Factory clock, double staleAfterS) {
    UreOptions options =
        new UreOptions(
            ure.metricsUrl(),
            ure.pullIntervalS(),
            Math.max(0.05, Math.min(ure.timeoutS(), ure.pullIntervalS())),
            UreOptions.MAX_BODY_BYTES,
            staleAfterS,
            new UreAccess(ure.user(), ure.passwordFile(), ure.tokenFile()),
            ure.caFile());
    return new LiveStream(
        ure.name(),
        ure.source(),
        ure.tenant(),
        false,
        clock,
        arrivals -> new UreInput(options, arrivals));
  }
}
