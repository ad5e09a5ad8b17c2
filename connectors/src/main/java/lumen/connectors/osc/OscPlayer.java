package lumen.connectors.osc;

import java.util.List;
import lumen.connectors.playout.LifeSign;
import lumen.connectors.playout.Tick;
import lumen.connectors.playout.TickPlayer;

/**
 * Plays ticks as OSC: {@value #NOTE_LENGTH}, a float in seconds, then {@value #VELOCITY}, an int of
 * 0..127, which is the one to trigger on, in packets of their own. Signs of life are {@code
 * /lumen/TENANT/state}, an int of 0..4, and {@code /lumen/TENANT/tick_ms}, a float; of a tenant's
 * name every byte that an address may not hold, a slash and a percent sign are %XX.
 */
public final class OscPlayer implements TickPlayer {
  /** How loud. */
  public static final String VELOCITY = "/ure/velocity";

  /** How long. */
  public static final String NOTE_LENGTH = "/ure/note_len";

  private final OscOut out;

  /** Makes the player, which closes the output with itself. */
  public OscPlayer(OscOut out) {
    this.out = out;
  }

  @Override
  public void play(Tick tick) {
    out.send(NOTE_LENGTH, List.of((float) tick.noteLenS()));
    out.send(VELOCITY, List.of(tick.velocity()));
  }

  @Override
  public void tell(LifeSign sign) {
    String of = "/lumen/" + OscAddressText.part(sign.tenant());
    out.send(of + "/state", List.of(sign.state()));
    out.send(of + "/tick_ms", List.of((float) sign.tickMs()));
  }

  @Override
  public void close() {
    out.close();
  }
}
