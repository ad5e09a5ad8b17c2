package lumen.fusion.align.trespass;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Lets its input name the classes to load. */
public final class ReadsJavaObjects {
  Object read(InputStream in) throws IOException, ClassNotFoundException {
    return new ObjectInputStream(in).readObject();
  }
}
