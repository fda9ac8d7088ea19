package org.qalqan.evidence;

/** Whether something that has a date of limited precision held on a given day. */
public enum Coverage {
    /** However the date is read, the day is in it. */
    CERTAIN,
    /** The day is in it when the date is read one way, and not when it is read another. */
    POSSIBLE,
    /** However the date is read, the day is outside. */
    NONE
}
