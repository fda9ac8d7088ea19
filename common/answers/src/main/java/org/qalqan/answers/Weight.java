package org.qalqan.answers;

/** The weight of an element of a header that says what a client takes (RFC 9110, section 12.4.2). */
final class Weight {

    private Weight() {}

    /** From 0, not at all, to 1; 0 when it is no number. The element is given as its parts between semicolons. */
    static double of(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
