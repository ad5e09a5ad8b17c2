package lumen.connectors.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a stream ahead in a thread of its own, so that decompressing and parsing share two cores.
 * At most {@link #BLOCKS} blocks lie ready; the thread waits when they do, nothing is dropped.
 * Bytes and errors come out in the order in which the stream has them. The thread starts with the
 * first read, owns the stream from then on, and ends with it or with {@link #close}.
 */
final class ReadAhead extends InputStream {
  static final int BLOCKS = 4;
  private static final int BLOCK_BYTES = 1 << 18;

  /** What the thread hands over: bytes, or an end with or without an error. */
  private record Block(byte[] bytes, int length, IOException error) {}

  private final InputStream in;
  private final BlockingQueue<Block> ready = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread thread;
  private Block block = new Block(new byte[0], 0, null);
  private int at;
  private boolean started;
  private boolean closed;
  private volatile IOException closeError;

  ReadAhead(InputStream in, String name) {
    this.in = in;
    thread = new Thread(this::run, "read-ahead " + name);
    thread.setDaemon(true);
  }

  private void run() {
    try (in) {
      Block next;
      do {
        byte[] bytes = free.take();
        next = nextBlock(bytes);
        ready.put(next);
      } while (next.length >= 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      closeError = e;
    }
  }

  private Block nextBlock(byte[] bytes) {
    int length = 0;
    try {
      length = in.read(bytes, 0, bytes.length);
      return new Block(bytes, length, null);
    } catch (IOException e) {
      return new Block(bytes, -1, e);
    } catch (RuntimeException | Error e) {
      return new Block(bytes, -1, new IOException("reading ahead failed: " + e, e));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    start();
    while (block.length >= 0 && at == block.length) {
      advance();
    }
    if (block.error != null) {
      throw block.error;
    }
    if (block.length < 0) {
      return -1;
    }
    int n = Math.min(length, block.length - at);
    System.arraycopy(block.bytes, at, out, offset, n);
    at += n;
    return n;
  }

  private void start() throws IOException {
    if (closed) {
      throw new IOException("a closed recording cannot be read");
    }
    if (!started) {
      started = true;
      for (int i = 0; i < BLOCKS; i++) {
        free.add(new byte[BLOCK_BYTES]);
      }
      thread.start();
    }
  }

  private void advance() throws IOException {
    try {
      if (block.bytes.length > 0) {
        free.put(block.bytes);
      }
      block = ready.take();
      at = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("reading was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** Ends the thread and waits until the stream is closed. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (!started) {
      in.close();
      return;
    }
    thread.interrupt();
    joinThread();
    if (closeError != null) {
      throw closeError;
    }
  }

  private void joinThread() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
