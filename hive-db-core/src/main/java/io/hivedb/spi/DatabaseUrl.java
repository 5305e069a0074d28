// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import io.hivedb.HiveDbConfigurationException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A database URL, split into its scheme and the rest. What the rest means is the provider's to say.
 * Immutable; its text never shows a password.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class DatabaseUrl {

  /** {@code jdbc:} may stand before, {@code +driver} behind the scheme; both are dropped. */
  private static final Pattern FORM =
      Pattern.compile("(?i)(jdbc:)?([a-z][a-z0-9.-]*)(?:\\+[a-z0-9_.-]+)?:(.+)");

  /** What stands before the user and password, if there are any. */
  private static final Pattern PREFIX =
      Pattern.compile("(?i)(?:jdbc:)?(?:[a-z][a-z0-9.+_-]*:)?(/*)");

  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)([?&;][^=&;]*(?:password|passwd|pwd|secret|token|key)[^=&;]*=)[^&;]*");

  private final String text;
  private final boolean jdbc;
  private final String scheme;
  private final String rest;

  private DatabaseUrl(String text, boolean jdbc, String scheme, String rest) {
    this.text = text;
    this.jdbc = jdbc;
    this.scheme = scheme;
    this.rest = rest;
  }

  /**
   * Reads a URL.
   *
   * @param text for example {@code postgresql://user:secret@localhost:5432/app}
   * @return the URL
   * @throws HiveDbConfigurationException if the text has no scheme or nothing behind it
   */
  public static DatabaseUrl parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new HiveDbConfigurationException(
          "The database URL ["
              + redact(text)
              + "] has no scheme, or nothing behind it. Write it as scheme:rest, for example"
              + " pglite:memory, sqlite:///./data/app.db or postgresql://user:password@host:5432/db.");
    }
    return new DatabaseUrl(
        text.strip(),
        matcher.group(1) != null,
        matcher.group(2).toLowerCase(Locale.ROOT),
        matcher.group(3));
  }

  /**
   * Rather hides too much than too little: a password may itself hold an unescaped {@code @ / : ?},
   * so everything up to the last {@code @} counts as credentials.
   */
  private static String redact(String text) {
    String shown = text;
    Matcher prefix = PREFIX.matcher(text);
    int end = text.lastIndexOf('@');
    if (prefix.lookingAt() && end >= prefix.end()) {
      int colon = text.indexOf(':', prefix.end());
      if (colon >= 0 && colon < end) {
        shown = text.substring(0, colon) + ":***" + text.substring(end);
      } else if (prefix.group(1).isEmpty()) {
        shown = text.substring(0, prefix.end()) + "***" + text.substring(end);
      }
    }
    return SECRET_PARAMETER.matcher(shown).replaceAll("$1***");
  }

  /**
   * The scheme in lower case, without {@code jdbc:} and without {@code +driver}.
   *
   * @return for example {@code postgresql}
   */
  public String scheme() {
    return scheme;
  }

  /**
   * Tells whether the URL began with {@code jdbc:}.
   *
   * @return whether the driver's own rules apply to {@link #rest()}
   */
  public boolean isJdbc() {
    return jdbc;
  }

  /**
   * What follows the scheme and its colon, as it was written; it may hold a password.
   *
   * @return for example {@code //user:secret@localhost:5432/app}
   */
  public String rest() {
    return rest;
  }

  /**
   * Makes the error for a URL whose rest the provider cannot read.
   *
   * @param problem what is wrong, as a phrase
   * @param forms the forms that are understood, as a phrase
   * @return the exception to throw; its text does not show a password
   */
  public HiveDbConfigurationException malformed(String problem, String forms) {
    return new HiveDbConfigurationException(
        "The database URL ["
            + this
            + "] is not understood: "
            + problem
            + ". Write it as "
            + forms
            + ".");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseUrl url && url.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the URL with {@code ***} in place of any password. */
  @Override
  public String toString() {
    return redact(text);
  }
}
