// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.template;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The names, lengths and checksums of a folder's files, a line each after a line that counts them.
 */
final class FileList {

  /** So little stays in the processor's cache between reading and summing. */
  private static final int BUFFER = 1 << 15;

  private final List<Line> lines;

  private FileList(List<Line> lines) {
    this.lines = lines;
  }

  static FileList of(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Line[] lines = new Line[files.size()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = Line.of(folder, files.get(i));
    }
    return new FileList(List.of(lines));
  }

  static FileList read(Path list) throws IOException {
    List<String> text = Files.readAllLines(list);
    if (text.isEmpty() || !text.get(0).equals(Integer.toString(text.size() - 1))) {
      throw new IOException("the list of its files is not whole");
    }
    return new FileList(text.stream().skip(1).map(Line::parse).toList());
  }

  void write(Path list) throws IOException {
    Stream<String> text = lines.stream().map(Line::text);
    Files.write(list, Stream.concat(Stream.of(Integer.toString(lines.size())), text).toList());
  }

  long bytes() {
    return lines.stream().mapToLong(Line::bytes).sum();
  }

  /** Compares with what is there. */
  void check(Path folder) throws IOException {
    for (Line line : lines) {
      if (!Line.of(folder, folder.resolve(line.name)).equals(line)) {
        throw new IOException("the file [" + line.name + "] is not what was written");
      }
    }
  }

  private record Line(long sum, long bytes, String name) {

    static Line of(Path folder, Path file) throws IOException {
      CRC32C sum = new CRC32C();
      long bytes = 0;
      try (FileChannel channel = FileChannel.open(file)) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
          bytes += read;
          sum.update(buffer.flip());
          buffer.clear();
        }
      }
      String name = folder.relativize(file).toString().replace('\\', '/');
      return new Line(sum.getValue(), bytes, name);
    }

    static Line parse(String text) {
      String[] parts = text.split(" ", 3);
      return new Line(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    String text() {
      return sum + " " + bytes + " " + name;
    }
  }
}
