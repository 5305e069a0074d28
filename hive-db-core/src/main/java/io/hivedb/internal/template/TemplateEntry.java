// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The folder of one template: the backend's files in {@code data}, and a list of them. */
final class TemplateEntry {

  private static final String TEMPORARY = ".new-";
  private static final String DATA = "data";

  private final Path root;
  private final String key;

  TemplateEntry(Path root, String key) {
    this.root = root;
    this.key = key;
  }

  static Path folderIn(Path cache) throws IOException {
    return Files.createDirectories(cache.resolve("templates"));
  }

  Path root() {
    return root;
  }

  Path folder() {
    return root.resolve(key);
  }

  boolean exists() {
    return Files.isDirectory(folder());
  }

  /** Gives the backend's files after a look at each byte of them. */
  Path checked() throws IOException {
    Path data = folder().resolve(DATA);
    FileList.read(list(folder())).check(data);
    touch();
    return data;
  }

  /** The oldest go first; a cache that cannot be written can still be read. */
  private void touch() {
    try {
      Files.setLastModifiedTime(list(folder()), FileTime.from(Instant.now()));
    } catch (IOException e) {
      // Its age is then that of its last use by somebody who may write.
    }
  }

  /** Writes all beside, and moves it in one go to where others look. */
  void write(long most, Consumer<Path> writer) throws IOException {
    Path begun = Files.createTempDirectory(root, TEMPORARY);
    try {
      Path data = Files.createDirectory(begun.resolve(DATA));
      writer.accept(data);
      FileList files = FileList.of(data);
      if (files.bytes() > most) {
        throw new IOException(
            "its "
                + files.bytes()
                + " bytes are more than "
                + TemplateSettings.SIZE
                + " allows in all");
      }
      files.write(list(begun));
      remove(folder());
      Files.move(begun, folder(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(begun);
    }
  }

  static Path list(Path folder) {
    return folder.resolve("files");
  }

  /** Whether a folder is what a process left that ended while it wrote. */
  static boolean isLeftOver(Path folder) throws IOException {
    return folder.getFileName().toString().startsWith(TEMPORARY)
        && Files.getLastModifiedTime(folder)
            .toInstant()
            .isBefore(Instant.now().minusSeconds(24 * 60 * 60));
  }

  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public String toString() {
    return "[" + folder() + "]";
  }
}
