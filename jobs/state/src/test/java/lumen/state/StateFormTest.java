package lumen.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The form alone; what each state makes of it is shown by its golden bytes. */
class StateFormTest {
  private static final long SEED = 20_261_129;
  private static final StateForm FORM = new StateForm("place", 2, 1);
  private static final StateReading<Long> NO_OLDER =
      in -> {
        throw in.damaged("must begin with a mark");
      };

  private static byte[] place(StateForm form, long at) {
    return form.write(
        0,
        out -> {
          out.field(where -> where.writeLong(at));
          out.field(name -> name.writeText("hier"));
        });
  }

  private static long read(byte[] bytes) {
    return FORM.read(bytes, in -> in.field().readLong(), NO_OLDER);
  }

  @Test
  void bytesAreThoseOfTheForm() {
    assertThat(HexFormat.of().formatHex(place(FORM, 7)))
        .isEqualTo(
            "4c"
                + "05706c616365"
                + "0201"
                + "00000018"
                + "000000080000000000000007"
                + "000000080000000468696572");
    assertThat(read(place(FORM, 7))).isEqualTo(7);
  }

  @Test
  void programsOfDifferentMinorVersionsReadEachOther() {
    StateForm later = new StateForm("place", 2, 5);
    byte[] more =
        later.write(
            0,
            out -> {
              out.field(
                  where -> {
                    where.writeLong(7);
                    where.writeDouble(1.5);
                  });
              out.field(name -> name.writeText("hier"));
              out.field(new byte[] {1, 2, 3});
            });
    assertThat(read(more)).isEqualTo(7);
    String found =
        later.read(
            place(FORM, 8),
            in -> {
              StateReader where = in.field();
              long at = where.readLong();
              double height = where.hasMore() ? where.readDouble() : -1;
              String name = in.field().readText();
              return at + name + height + in.hasMore();
            },
            in -> "older");
    assertThat(found).isEqualTo("8hier-1.0false");
  }

  @Test
  void laterMajorVersionIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> read(place(new StateForm("place", 3, 0), 7)))
        .isInstanceOf(StateException.class)
        .hasMessage(
            "state \"place\" must be of version 2.x or older, is 3.x: a newer Lumen wrote it;"
                + " restore it with that one, or restore a savepoint of before the upgrade");
    assertThatThrownBy(() -> read(place(new StateForm("place", 1, 0), 7)))
        .hasMessage("state \"place\" must be of version 2.x, is 1.x");
    assertThatThrownBy(() -> read(place(new StateForm("pace", 2, 1), 7)))
        .hasMessage("state must be \"place\", is \"pace\"");
  }

  @Test
  void earlierMajorVersionIsKnownByItsHead() {
    StateForm earlier = new StateForm("place", 1, 0);
    assertThat(earlier.isOf(place(new StateForm("place", 1, 3), 7))).isTrue();
    assertThat(earlier.isOf(place(FORM, 7))).isFalse();
    assertThat(earlier.isOf(place(new StateForm("pace", 1, 0), 7))).isFalse();
    assertThat(earlier.isOf(new byte[] {'L', 5, 'p'})).isFalse();
  }

  @Test
  void shortenedNumbersComeBackAndTakeFewBytesNearZero() {
    Random random = new Random(SEED);
    long[] numbers = new long[2_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextLong() >> random.nextInt(Long.SIZE);
    }
    numbers[0] = Long.MIN_VALUE;
    numbers[1] = Long.MAX_VALUE;
    byte[] bytes =
        FORM.write(
            0,
            out -> {
              for (long number : numbers) {
                out.writeShortened(number);
              }
            });
    long[] read =
        FORM.read(
            bytes,
            in -> {
              long[] found = new long[numbers.length];
              for (int i = 0; i < found.length; i++) {
                found[i] = in.readShortened();
              }
              return found;
            },
            in -> numbers);
    assertThat(read).as("seed %d", SEED).isEqualTo(numbers);
    int head = FORM.write(0, out -> {}).length;
    assertThat(FORM.write(0, out -> out.writeShortened(-64))).hasSize(head + 1);
    assertThat(FORM.write(0, out -> out.writeShortened(64))).hasSize(head + 2);
    assertThat(FORM.write(0, out -> out.writeShortened(Long.MIN_VALUE))).hasSize(head + 10);
    byte[] endless =
        FORM.write(0, out -> out.write(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}));
    assertThatThrownBy(() -> FORM.read(endless, StateReader::readShortened, in -> 0L))
        .hasMessageContaining("must have a number of at most 10 bytes");
  }

  @Test
  void versionBeforeTheFormIsReadByItsFirstByte() {
    long older =
        FORM.read(
            new byte[] {1, 0, 0, 0, 9},
            in -> -1L,
            in -> {
              in.readVersion(1, 1);
              return (long) in.field().readInt();
            });
    assertThat(older).isEqualTo(9);
    assertThatThrownBy(() -> FORM.read(new byte[] {3}, in -> -1, in -> in.readVersion(1, 2)))
        .hasMessage(
            "state \"place\" must be of version 1 to 2, or begin with the mark of a state, is 3");
  }

  @Test
  void lengthThatLeadsBeyondTheBytesIsToldBeforeMemoryIsTaken() {
    byte[] bytes = place(FORM, 7);
    ByteBuffer.wrap(bytes).putInt(13, Integer.MAX_VALUE);
    assertThatThrownBy(() -> read(bytes))
        .hasMessage("state \"place\" must have 2147483647 bytes at byte 17, ends at byte 37");
    byte[] numbers = FORM.write(0, out -> out.field(all -> all.writeInt(1 << 28)));
    assertThatThrownBy(
            () ->
                FORM.read(
                    numbers,
                    in -> {
                      StateReader all = in.field();
                      return all.readLongs(all.readInt()).length;
                    },
                    in -> -1))
        .hasMessage("state \"place\" must have 268435456 numbers at byte 21, ends at byte 21");
    DataInputStream cut =
        new DataInputStream(
            new ByteArrayInputStream(
                HexFormat.of().parseHex("05706c6163650201" + "7fffffff" + "00")));
    assertThatThrownBy(() -> FORM.readMarked(cut, in -> 1)).isInstanceOf(EOFException.class);
  }

  @Test
  void numbersAndTextsReadBackToTheBit() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
      }
      String words = text.toString();
      double[] column = random.doubles(random.nextInt(50)).toArray();
      long number = random.nextLong();
      byte[] bytes =
          FORM.write(
              0,
              out -> {
                out.field(
                    in -> {
                      in.writeText(words);
                      in.writeUTF(words);
                      in.write(column, column.length);
                    });
                out.writeLong(number);
              });
      assertThat(
              FORM.read(
                  bytes,
                  in -> {
                    StateReader field = in.field();
                    assertThat(field.readText()).as("seed %d", SEED).isEqualTo(words);
                    assertThat(field.readUTF()).as("seed %d", SEED).isEqualTo(words);
                    assertThat(field.readDoubles(column.length)).isEqualTo(column);
                    assertThat(field.hasMore()).isFalse();
                    return in.readLong();
                  },
                  NO_OLDER))
          .isEqualTo(number);
    }
  }

  @Test
  void nameAndVersionOfAFormAreChecked() {
    assertThatThrownBy(() -> new StateForm("Place", 1, 0))
        .hasMessage("name of a state must be 1 to 32 of a-z, 0-9 and -: Place");
    assertThatThrownBy(() -> new StateForm("place", 0, 0))
        .hasMessage("version of a state must be 1.0 to 127.127: place 0.0");
  }
}
