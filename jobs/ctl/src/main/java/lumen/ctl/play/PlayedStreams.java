package lumen.ctl.play;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.replay.RecordedParts;

/** The events of several recorded streams, each in its order, the earliest next one first. */
final class PlayedStreams implements PlayFeed, AutoCloseable {
  private final List<EventLines> streams = new ArrayList<>();
  private final List<PlayedEvent> heads = new ArrayList<>();

  PlayedStreams(List<RecordedParts> recorded) throws IOException {
    try {
      for (RecordedParts parts : recorded) {
        EventLines lines = new EventLines(parts);
        streams.add(lines);
        heads.add(lines.next());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public PlayedEvent next() throws IOException {
    int earliest = -1;
    for (int i = 0; i < heads.size(); i++) {
      PlayedEvent head = heads.get(i);
      if (head != null && (earliest < 0 || head.micros() < heads.get(earliest).micros())) {
        earliest = i;
      }
    }
    return earliest < 0 ? null : heads.set(earliest, streams.get(earliest).next());
  }

  @Override
  public long passedOver() {
    return streams.stream().mapToLong(EventLines::passedOver).sum();
  }

  /** Parts that broke off, and why. */
  List<String> damages() {
    return streams.stream().flatMap(lines -> lines.damages().stream()).toList();
  }

  @Override
  public void close() throws IOException {
    for (EventLines lines : streams) {
      lines.close();
    }
  }
}
