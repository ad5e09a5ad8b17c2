package lumen.connectors.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.SampleBlock;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Collects what a reader gives, and counts samples behind its watermark. */
final class LiveOutput implements ReaderOutput<Envelope> {
  private final List<Envelope> all = new ArrayList<>();
  long watermark = Long.MIN_VALUE / 2_000;
  int behind;

  @Override
  public void collect(Envelope envelope) {
    all.add(envelope);
    if (envelope instanceof SampleBlock block) {
      for (long micros : block.micros()) {
        behind += micros <= watermark * 1_000 ? 1 : 0;
      }
    }
  }

  <T> List<T> of(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Account account(String stream) {
    Account newest = null;
    for (Account account : of(Account.class)) {
      newest = account.stream().equals(stream) ? account : newest;
    }
    return newest;
  }

  Map<String, Account.Counts> counts() {
    Map<String, Account.Counts> counts = new TreeMap<>();
    for (Account account : of(Account.class)) {
      counts.put(account.stream() + "/" + account.source(), account.counts());
    }
    return counts;
  }

  Map<String, List<String>> samples() {
    Map<String, List<String>> samples = new TreeMap<>();
    for (SampleBlock block : of(SampleBlock.class)) {
      String channel = block.tenant() + "/" + block.source() + "/" + block.key();
      List<String> column = samples.computeIfAbsent(channel, key -> new ArrayList<>());
      for (int i = 0; i < block.size(); i++) {
        column.add(block.micros()[i] + "=" + block.values()[i]);
      }
    }
    return samples;
  }

  @Override
  public void collect(Envelope envelope, long timestamp) {
    collect(envelope);
  }

  @Override
  public void emitWatermark(Watermark mark) {
    watermark = mark.getTimestamp();
  }

  @Override
  public void markIdle() {
    throw new AssertionError("a live source never idles");
  }

  @Override
  public void markActive() {
    throw new AssertionError("a live source never idles");
  }

  @Override
  public SourceOutput<Envelope> createOutputForSplit(String split) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String split) {
    // Holds nothing.
  }
}
