package lumen.fusion.evidence;

/** A part of a condition while it is read: what it is, and where it begins. */
sealed interface Operand {
  int offset();

  /** What it is, to follow the word "is". */
  String described();

  /** A number. */
  record OfNumber(int offset, NumberNode node) implements Operand {
    @Override
    public String described() {
      return "a number";
    }
  }

  /** Something true or false. */
  record OfTruth(int offset, TruthNode node) implements Operand {
    @Override
    public String described() {
      return "a condition";
    }
  }

  /** A field that is a word. */
  record OfWord(int offset, Field field) implements Operand {
    @Override
    public String described() {
      return "the word " + field.wireName();
    }
  }

  /** A text in quotes. */
  record OfText(int offset, String text) implements Operand {
    @Override
    public String described() {
      return "the text \"" + text + '"';
    }
  }
}
