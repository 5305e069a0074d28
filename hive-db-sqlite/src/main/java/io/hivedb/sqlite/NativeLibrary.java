// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.spi.Readiness;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/** Tells whether sqlite-jdbc has its native part for this machine, without unpacking it. */
final class NativeLibrary {

  private NativeLibrary() {}

  static Readiness readiness() {
    String path = LibraryLoaderUtil.getNativeLibResourcePath();
    String name = LibraryLoaderUtil.getNativeLibName();
    boolean packed = SQLiteJDBCLoader.class.getResource(path + "/" + name) != null;
    boolean given = System.getProperty("org.sqlite.lib.path") != null;
    return packed || given
        ? Readiness.ready()
        : Readiness.missing(
            "sqlite-jdbc has no native library for " + OSInfo.getNativeLibFolderPathForCurrentOS(),
            "Use the complete org.xerial:sqlite-jdbc, or name a library for this system by the"
                + " system property org.sqlite.lib.path.");
  }
}
