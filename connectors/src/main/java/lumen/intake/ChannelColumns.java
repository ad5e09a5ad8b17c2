package lumen.intake;

/** One channel of a stream, and what {@link GatheredSamples} knows of it in the chunk at hand. */
final class ChannelColumns {
  final String tenant;
  final String source;
  final String key;

  /** Samples in the chunk at hand. */
  int samples;

  /** Its place among the channels of the chunk, where it has samples. */
  int place;

  private boolean settled;

  ChannelColumns(String tenant, String source, String key) {
    this.tenant = tenant;
    this.source = source;
    this.key = key;
  }

  /** Marks the columns as those of a channel of the stream. */
  ChannelColumns settle() {
    settled = true;
    return this;
  }

  /** Whether the answer for this channel stays the same from now on. */
  boolean isSettled() {
    return settled;
  }
}
