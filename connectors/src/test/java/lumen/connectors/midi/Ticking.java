package lumen.connectors.midi;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that goes on by a microsecond at every look, from 1. */
final class Ticking implements LongSupplier {
  private final AtomicLong now = new AtomicLong();

  @Override
  public long getAsLong() {
    return now.incrementAndGet();
  }
}
