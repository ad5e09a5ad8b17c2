package lumen.ctl.archive;

/** A program that greets; told to fail it says so and ends with 3. */
final class Greeting {
  private Greeting() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      System.err.println("told to fail");
      System.exit(3);
    }
    System.out.println("good day");
  }
}
