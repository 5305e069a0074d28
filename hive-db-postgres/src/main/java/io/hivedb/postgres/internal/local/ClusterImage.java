// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A stopped cluster in one file, which is read in one go and checked to its last byte each time:
 * that costs a few milliseconds, where a thousand files would cost many. Each entry is a name, a
 * length (-1 for a directory) and the content; eight bytes with the CRC-32C of all end the file.
 */
final class ClusterImage {

  private static final int MAGIC = 0x48697631;
  private static final int END_BYTES = Long.BYTES;
  private static final int DIRECTORY = -1;
  private static final String DATABASES = "base/";

  private final List<Entry> entries;

  private ClusterImage(List<Entry> entries) {
    this.entries = entries;
  }

  /** Writes the image of a directory. */
  static void write(Path directory, Path image) throws IOException {
    List<Path> content;
    try (Stream<Path> walk = Files.walk(directory)) {
      content = walk.filter(path -> !path.equals(directory)).sorted().toList();
    }
    CRC32C sum = new CRC32C();
    try (DataOutputStream file =
        new DataOutputStream(
            new CheckedOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(image, StandardOpenOption.CREATE_NEW)),
                sum))) {
      file.writeInt(MAGIC);
      file.writeInt(content.size());
      for (Path path : content) {
        writeEntry(directory.relativize(path), path, file);
      }
      file.writeLong(sum.getValue());
    }
  }

  private static void writeEntry(Path name, Path path, DataOutputStream file) throws IOException {
    byte[] bytes = name.toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8);
    file.writeShort(bytes.length);
    file.write(bytes);
    if (Files.isDirectory(path)) {
      file.writeInt(DIRECTORY);
    } else {
      file.writeInt((int) Files.size(path));
      Files.copy(path, file);
    }
  }

  /**
   * Reads and checks an image.
   *
   * @throws IOException if it is not whole
   */
  static ClusterImage read(Path image) throws IOException {
    try (FileChannel channel = FileChannel.open(image)) {
      ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
      check(bytes);
      List<Entry> entries = new ArrayList<>();
      for (int count = bytes.getInt(Integer.BYTES); count > 0; count--) {
        entries.add(Entry.at(bytes));
      }
      return new ClusterImage(entries);
    }
  }

  private static void check(ByteBuffer bytes) throws IOException {
    if (bytes.limit() < 2 * Integer.BYTES + END_BYTES || bytes.getInt(0) != MAGIC) {
      throw new IOException("it is not an image of a cluster");
    }
    int end = bytes.limit() - END_BYTES;
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate().limit(end));
    if (sum.getValue() != bytes.getLong(end)) {
      throw new IOException("its checksum is wrong");
    }
    bytes.position(2 * Integer.BYTES);
  }

  /** Makes all directories and what a server needs to start: all but the databases. */
  void unpackCore(Path directory, Account account) throws IOException {
    for (Entry entry : entries) {
      if (entry.isDirectory()) {
        PrivateFiles.createDirectory(directory.resolve(entry.name), account);
      } else if (!entry.isOfDatabase()) {
        entry.unpack(directory, account);
      }
    }
  }

  /** The numbers of its databases, the newest first. */
  List<Integer> databases() {
    return entries.stream()
        .filter(Entry::isOfDatabase)
        .map(Entry::database)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Makes one of the rest, which no server reads before somebody connects. */
  void unpackDatabase(int database, Path directory, Account account) throws IOException {
    for (Entry entry : entries) {
      if (entry.isOfDatabase() && entry.database() == database) {
        entry.unpack(directory, account);
      }
    }
  }

  private record Entry(String name, ByteBuffer content, int size) {

    static Entry at(ByteBuffer bytes) {
      byte[] name = new byte[bytes.getShort()];
      bytes.get(name);
      int size = bytes.getInt();
      ByteBuffer content = bytes.slice(bytes.position(), Math.max(0, size));
      bytes.position(bytes.position() + Math.max(0, size));
      return new Entry(new String(name, StandardCharsets.UTF_8), content, size);
    }

    boolean isDirectory() {
      return size == DIRECTORY;
    }

    boolean isOfDatabase() {
      return !isDirectory() && name.startsWith(DATABASES);
    }

    int database() {
      return Integer.parseInt(name.substring(DATABASES.length(), name.lastIndexOf('/')));
    }

    void unpack(Path directory, Account account) throws IOException {
      PrivateFiles.create(directory.resolve(name), content.duplicate(), account);
    }
  }
}
