package lumen.ctl.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.RecordingReader;
import lumen.event.Envelope;
import lumen.event.SampleBlock;
import lumen.fusion.ReplayPlan;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SourceSettings;
import lumen.signal.bandpass.StrongestRhythm;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.channel.RegularView;
import lumen.signal.packet.PacketSettings;
import lumen.signal.packet.PacketSpread;
import lumen.signal.packet.PlacedSamples;
import lumen.signal.regularise.Interpolation;

/**
 * Whether the channels of a recording have their rhythm inside the configured band: a band-pass
 * shows the rest of a signal whose rhythm it leaves out, and that rest means nothing.
 */
final class RhythmCheck {
  /** Samples of a channel that are looked at. */
  private static final int MOST_SAMPLES = 200_000;

  private static final int MOST_CHANNELS = 2_000;

  private final LumenSettings settings;
  private final Map<String, Samples> channels = new TreeMap<>();

  private RhythmCheck(LumenSettings settings) {
    this.settings = settings;
  }

  /** The first samples of one channel, in ascending time. */
  private static final class Samples {
    final String source;
    final Optional<PacketSettings> packets;
    long[] micros = new long[1024];
    double[] values = new double[1024];
    int size;

    Samples(String source, Optional<PacketSettings> packets) {
      this.source = source;
      this.packets = packets;
    }

    void add(SampleBlock block) {
      for (int i = 0; i < block.size() && size < MOST_SAMPLES; i++) {
        long next = block.micros()[i];
        boolean goesOn =
            size == 0
                || next > micros[size - 1]
                || (packets.isPresent() && next == micros[size - 1]);
        if (!goesOn) {
          continue;
        }
        if (size == micros.length) {
          micros = Arrays.copyOf(micros, 2 * size);
          values = Arrays.copyOf(values, 2 * size);
        }
        micros[size] = block.micros()[i];
        values[size++] = block.values()[i];
      }
    }
  }

  /** The samples of packets, at the times that they are given. */
  private static Optional<RegularView> placed(
      ChannelSettings conditioning, PacketSettings packets, Samples samples) {
    PacketSpread spread = new PacketSpread(packets);
    PlacedSamples placed = spread.begin();
    for (int i = 0; i < samples.size; i++) {
      if (!Double.isNaN(samples.values[i])) {
        spread.accept(samples.micros[i], samples.values[i]);
      }
    }
    spread.completeBefore(Long.MAX_VALUE);
    int n = 0;
    for (int i = 0; i < placed.size(); i++) {
      if (!Double.isNaN(placed.values()[i])) {
        placed.micros()[n] = placed.micros()[i];
        placed.values()[n++] = placed.values()[i];
      }
    }
    return RegularView.of(conditioning, placed.micros(), placed.values(), n);
  }

  /** One warning for each channel whose strongest rhythm lies clearly outside of the band. */
  static List<String> warnings(LumenSettings settings, Path recording)
      throws RecordingException, IOException {
    RhythmCheck check = new RhythmCheck(settings);
    for (RecordedParts parts : RecordingFiles.find(List.of(recording))) {
      check.read(parts);
    }
    return check.warnings();
  }

  private void read(RecordedParts parts) throws IOException {
    List<Envelope> chunk = new ArrayList<>();
    try (RecordingReader reader =
        new RecordingReader(parts, ReplayPlan.options(settings, 0, false))) {
      boolean more = true;
      while (more) {
        more = reader.readChunk(chunk);
        for (Envelope envelope : chunk) {
          if (envelope instanceof SampleBlock block) {
            take(block);
          }
        }
        chunk.clear();
      }
    }
  }

  private void take(SampleBlock block) {
    if (settings.source(block.source()).role() == SourceSettings.Role.URE) {
      return;
    }
    String name = block.tenant() + " " + block.source() + " " + block.key();
    Samples samples = channels.get(name);
    if (samples == null && channels.size() < MOST_CHANNELS) {
      samples = new Samples(block.source(), settings.packetSettings(block.source()));
      channels.put(name, samples);
    }
    if (samples != null) {
      samples.add(block);
    }
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Map.Entry<String, Samples> channel : channels.entrySet()) {
      Samples samples = channel.getValue();
      ChannelSettings conditioning = settings.channelSettings(samples.source);
      if (conditioning.interpolation() == Interpolation.ONSET) {
        continue;
      }
      Optional<StrongestRhythm> rhythm =
          samples
              .packets
              .map(packets -> placed(conditioning, packets, samples))
              .orElseGet(
                  () -> RegularView.of(conditioning, samples.micros, samples.values, samples.size))
              .flatMap(RegularView::strongestRhythm)
              .filter(found -> found.isClearlyOutside(conditioning.band()));
      rhythm.ifPresent(
          found ->
              warnings.add(
                  String.format(
                      Locale.ROOT,
                      "warning: %s: the strongest rhythm should lie in the band of %s to %s Hz: is"
                          + " %.3g Hz, %.0f %% of the power",
                      channel.getKey(),
                      conditioning.band().lowHz(),
                      conditioning.band().highHz(),
                      found.hz(),
                      100 * found.share())));
    }
    return warnings;
  }
}
