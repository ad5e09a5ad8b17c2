package lumen.connectors.replay;

/**
 * How many bytes a chunk has: enough for about {@link #SAMPLES_PER_BLOCK} samples of each channel,
 * since every block costs a visit to the channel's state.
 */
final class ChunkSize {
  static final long SMALLEST = 1 << 18;
  static final long LARGEST = 1 << 26;
  static final int SAMPLES_PER_BLOCK = 64;

  private long bytes = SMALLEST;

  long bytes() {
    return bytes;
  }

  /** Learns from a chunk what the next should be. */
  void seen(long samples, long blocks) {
    if (blocks == 0) {
      return;
    }
    long perBlock = samples / blocks;
    if (perBlock < SAMPLES_PER_BLOCK && bytes < LARGEST) {
      bytes *= 2;
    } else if (perBlock > 8L * SAMPLES_PER_BLOCK && bytes > SMALLEST) {
      bytes /= 2;
    }
  }
}
