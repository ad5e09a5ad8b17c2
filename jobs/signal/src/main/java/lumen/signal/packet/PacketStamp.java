package lumen.signal.packet;

/** Which of a packet's samples its stamp belongs to. */
public enum PacketStamp {
  /** The last: the samples lie between the stamp of the packet before and its own. */
  LAST,
  /** The first: the samples lie between its stamp and that of the next packet. */
  FIRST
}
