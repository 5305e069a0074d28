// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps all templates together within a size: those that were not used for longest go first. */
final class TemplateRoom {

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  private final Path root;

  TemplateRoom(Path root) {
    this.root = root;
  }

  /** Removes until the size is kept; never the one that was just written, nor one in use. */
  void keepWithin(long most, TemplateEntry written) throws IOException {
    List<Kept> kept = kept();
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    for (Kept oldest : kept) {
      if (bytes > most && !oldest.folder.equals(written.folder()) && removed(oldest, written)) {
        bytes -= oldest.bytes;
      }
    }
  }

  private boolean removed(Kept entry, TemplateEntry written) throws IOException {
    String key = entry.folder.getFileName().toString();
    String held = written.folder().getFileName().toString();
    if (TemplateLock.isSame(key, held)) {
      TemplateEntry.remove(entry.folder);
      return true;
    }
    try (TemplateLock lock = TemplateLock.tryExclusive(root, key)) {
      if (lock.isHeld()) {
        TemplateEntry.remove(entry.folder);
      }
      return lock.isHeld();
    }
  }

  private List<Kept> kept() throws IOException {
    List<Path> folders;
    try (Stream<Path> list = Files.list(root)) {
      folders = list.filter(Files::isDirectory).toList();
    }
    Stream.Builder<Kept> kept = Stream.builder();
    for (Path folder : folders) {
      if (KEY.matcher(folder.getFileName().toString()).matches()) {
        kept.add(Kept.of(folder));
      } else if (TemplateEntry.isLeftOver(folder)) {
        TemplateEntry.remove(folder);
      }
    }
    return kept.build().sorted(Comparator.comparing(Kept::used)).toList();
  }

  private record Kept(Path folder, FileTime used, long bytes) {

    static Kept of(Path folder) throws IOException {
      Path list = TemplateEntry.list(folder);
      FileTime used = Files.getLastModifiedTime(Files.exists(list) ? list : folder);
      long bytes = 0;
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          bytes += Files.size(file);
        }
      }
      return new Kept(folder, used, bytes);
    }
  }
}
