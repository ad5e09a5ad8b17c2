package lumen.connectors.replay;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPOutputStream;
import lumen.event.Account;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.Reject;
import lumen.event.SampleBlock;
import lumen.intake.ReplayOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * What a stream gave: the samples of each channel, what was said about lines, the final accounts.
 * Equal for two ways of cutting the same stream into chunks.
 */
public record Playback(
    Map<String, List<String>> samples,
    List<Reject> rejects,
    List<LateEvent> late,
    List<Fact> facts,
    List<Command> commands,
    Map<String, Account> accounts) {
  public static final ReplayOptions OPTIONS = options(2_000, 0, false);

  static ReplayOptions options(int maxChannels, double speed, boolean follow) {
    return new ReplayOptions(
        2_000_000,
        10_000_000,
        3_600_000_000L,
        86_400_000_000L,
        maxChannels,
        Map.of(),
        true,
        speed,
        follow);
  }

  public static ReplaySplit split(Path... parts) {
    return new ReplaySplit(
        "walk", List.of(parts).stream().map(Path::toString).toList(), new byte[0]);
  }

  public static Playback of(Path... parts) throws IOException {
    return of(split(parts), OPTIONS, 1 << 16, false);
  }

  /** Plays to the end; where asked, each chunk by a stream restored from the state before. */
  public static Playback of(
      ReplaySplit split, ReplayOptions options, long chunkBytes, boolean restoring)
      throws IOException {
    List<Envelope> out = new ArrayList<>();
    RecordedStream stream = RecordedStream.open(split, options, false);
    while (!stream.isFinished()) {
      stream.readChunk(chunkBytes, Long.MAX_VALUE, out);
      if (restoring) {
        ReplaySplit state = stream.snapshot();
        stream.close();
        stream = RecordedStream.open(state, options, false);
      }
    }
    stream.close();
    return of(out);
  }

  public static Playback of(Iterable<Envelope> out) {
    Playback playback =
        new Playback(
            new TreeMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new TreeMap<>());
    for (Envelope envelope : out) {
      playback.add(envelope);
    }
    return playback;
  }

  private void add(Envelope envelope) {
    if (envelope instanceof SampleBlock block) {
      String channel = block.tenant() + "/" + block.source() + "/" + block.key();
      List<String> column = samples.computeIfAbsent(channel, c -> new ArrayList<>());
      for (int i = 0; i < block.size(); i++) {
        column.add(block.micros()[i] + "=" + block.values()[i]);
      }
    } else if (envelope instanceof Reject reject) {
      rejects.add(reject);
    } else if (envelope instanceof LateEvent lateEvent) {
      late.add(lateEvent);
    } else if (envelope instanceof Fact fact) {
      facts.add(fact);
    } else if (envelope instanceof Command command) {
      commands.add(command);
    } else if (envelope instanceof Account account) {
      accounts.put(account.stream() + "/" + account.source(), account);
    }
  }

  /** Number of events of one fate in all accounts. */
  public long total(ToLongFunction<Account.Counts> fate) {
    return accounts.values().stream().mapToLong(a -> fate.applyAsLong(a.counts())).sum();
  }

  public long sampleCount() {
    return samples.values().stream().mapToLong(List::size).sum();
  }

  public List<String> rejectCodes() {
    return rejects.stream().map(reject -> reject.reason().code()).toList();
  }

  public static String event(double ts, String source, String value) {
    return "{\"ts\":"
        + ts
        + ",\"source\":\""
        + source
        + "\",\"key\":\"k\",\"value\":"
        + value
        + "}";
  }

  static byte[] lines(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] zstd(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream zip = new ZstdOutputStream(bytes, 3)) {
      zip.setChecksum(true);
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] xz(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream zip = new XZOutputStream(bytes, new LZMA2Options(1))) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  public static Path write(Path folder, String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
