package lumen.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What the file system did not do, in words: its exceptions name the path and little else. */
public final class FileTrouble {
  private FileTrouble() {}

  /** Why, in a few words without the path where the exception's kind or reason tells it. */
  public static String of(IOException thrown) {
    if (thrown instanceof FileAlreadyExistsException) {
      return "something else of this name is there";
    } else if (thrown instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (thrown instanceof AccessDeniedException) {
      return System.getProperty("user.name") + " has no right to it";
    } else if (thrown instanceof NotDirectoryException) {
      return "is no folder";
    } else if (thrown instanceof DirectoryNotEmptyException) {
      return "is a folder that is not empty";
    } else if (thrown instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return String.valueOf(thrown.getMessage());
  }

  /** Why, and which file. */
  static String withPath(FileSystemException thrown) {
    return of(thrown) + ": " + thrown.getFile();
  }
}
