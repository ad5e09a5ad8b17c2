package lumen.ctl.capacity;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lumen.ctl.play.Play;
import lumen.ctl.play.PlayFeed;
import lumen.ctl.play.PlayWay;
import lumen.ctl.play.PlayWays;
import lumen.intake.LiveInputException;
import lumen.terminal.CommandFailure;

/**
 * Plays a load into a job, a thread for each way. An event's time is that of the moment at which it
 * is due, whenever it is sent: a sender that is held up makes the events behind late, and none of
 * them leaves a figure out (coordinated omission).
 */
final class LoadFeed implements AutoCloseable {
  private static final long PATIENCE_S = 60;

  private record Player(Play play, PlayWay way, Thread thread) {}

  private final List<Player> players = new ArrayList<>();
  private final List<Play.Result> results = new ArrayList<>();
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  /** Begins to play. */
  static LoadFeed begin(LiveLoad load, LoadRoom room) {
    LoadFeed feed = new LoadFeed();
    try {
      for (LoadWay way : load.mix()) {
        feed.add(way.word(), new LoadEvents(way, load, false), feed.way(way, load, room));
      }
      feed.add(
          LoadEvents.REFERENCE,
          LoadEvents.reference(),
          PlayWays.osc("%s=127.0.0.1:%d".formatted(LoadEvents.REFERENCE, room.referencePort())));
    } catch (CommandFailure e) {
      feed.close();
      throw e;
    }
    feed.players.forEach(player -> player.thread.start());
    return feed;
  }

  private PlayWay way(LoadWay way, LiveLoad load, LoadRoom room) {
    try {
      return switch (way) {
        case OSC ->
            PlayWays.osc("%s=127.0.0.1:%d".formatted(LoadEvents.OSC_SOURCE, room.rigPort()));
        case MIDI -> PlayWays.midi(load.midi());
        case KAFKA -> PlayWays.topic(load.bootstrap() + "/" + LoadRoom.EVENTS, "");
      };
    } catch (LiveInputException e) {
      throw CommandFailure.failed(
          "--midi must name a device that plays back what it is sent: " + e.getMessage());
    }
  }

  private void add(String name, PlayFeed events, PlayWay way) {
    Play play = new Play(List.of(way), 1, 1, true);
    Thread thread = new Thread(() -> run(play, events), "load-" + name);
    thread.setDaemon(true);
    players.add(new Player(play, way, thread));
  }

  private void run(Play play, PlayFeed events) {
    try {
      Play.Result result =
          play.play(events, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
      synchronized (results) {
        results.add(result);
      }
    } catch (IOException e) {
      failure.set(e);
    }
  }

  /** Ends it; what was sent. */
  LoadSent end() throws IOException {
    close();
    if (failure.get() != null) {
      throw failure.get();
    }
    long through = 0;
    long lateMicros = 0;
    synchronized (results) {
      for (Play.Result result : results) {
        for (Play.Sent sent : result.ways()) {
          through += sent.through();
          lateMicros = Math.max(lateMicros, sent.lateMicros(0.99));
        }
      }
    }
    return new LoadSent(through, lateMicros / 1e6);
  }

  @Override
  public void close() {
    players.forEach(player -> player.play.end());
    for (Player player : players) {
      try {
        if (player.thread.isAlive()) {
          player.thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      player.way.close();
    }
    players.clear();
  }
}
