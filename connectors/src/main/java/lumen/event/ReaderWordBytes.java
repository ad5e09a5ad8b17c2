package lumen.event;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of a reader's word between tasks. */
final class ReaderWordBytes {
  private ReaderWordBytes() {}

  static void write(ReaderWord word, DataOutputView out) throws IOException {
    out.writeInt(word.reader());
    out.writeBoolean(word.first());
    out.writeLong(word.slowestMicros());
    out.writeLong(word.furthestMicros());
    out.writeInt(word.accounts().size());
    for (ReaderWord.OfPartition partition : word.accounts()) {
      ImmutableSerializer.writeText(out, partition.topic());
      out.writeInt(partition.partition());
      out.writeInt(partition.accounts().size());
      for (Account account : partition.accounts()) {
        AccountSerializer.INSTANCE.serialize(account, out);
      }
    }
  }

  static ReaderWord read(DataInputView in) throws IOException {
    int reader = in.readInt();
    boolean first = in.readBoolean();
    long slowest = in.readLong();
    long furthest = in.readLong();
    int n = in.readInt();
    List<ReaderWord.OfPartition> partitions = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      partitions.add(
          new ReaderWord.OfPartition(ImmutableSerializer.readText(in), in.readInt(), accounts(in)));
    }
    return new ReaderWord(reader, first, slowest, furthest, partitions);
  }

  private static List<Account> accounts(DataInputView in) throws IOException {
    int n = in.readInt();
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      accounts.add(AccountSerializer.INSTANCE.deserialize(in));
    }
    return accounts;
  }
}
