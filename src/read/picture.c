/* picture.c: how large a PNG says it is. Only its first 33 bytes are read and
 * believed when their checksum holds; whether the rest can be decoded is for
 * whoever decodes it. */
#define _POSIX_C_SOURCE 200809L
#include "inside.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER 33
#define MOST_PIXELS 64e6

static const char *
read_header(int file, unsigned char *header)
{
    struct stat found;
    size_t length = 0;

    if (fstat(file, &found))
        return strerror(errno);
    if (!S_ISREG(found.st_mode))
        return "is not a regular file";
    while (length < HEADER) {
        ssize_t got = read(file, header + length, HEADER - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return strerror(errno);
        if (!got)
            return "is too short for a PNG";
        length += (size_t)got;
    }
    return NULL;
}

static uint32_t
read_word(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

/* CRC-32 as PNG uses it (ISO 3309), a bit at a time: 17 bytes only. */
static uint32_t
sum_bytes(const unsigned char *at, size_t length)
{
    uint32_t sum = 0xffffffff;

    for (size_t i = 0; i < length; i++) {
        sum ^= at[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum;
}

/* Depths that a colour type allows (PNG, third edition, table 11.1). */
static bool
is_depth(unsigned depth, unsigned type)
{
    bool small = depth == 1 || depth == 2 || depth == 4;
    bool large = depth == 8 || depth == 16;

    switch (type) {
    case 0:
        return small || large;
    case 3:
        return small || depth == 8;
    case 2:
    case 4:
    case 6:
        return large;
    default:
        return false;
    }
}

/* What else authors have pictures in. */
static const char *
name_format(const unsigned char *header)
{
    if (!memcmp(header, "\xff\xd8\xff", 3))
        return "is a JPEG, convert it to PNG";
    if (!memcmp(header, "GIF8", 4))
        return "is a GIF, convert it to PNG";
    if (!memcmp(header, "RIFF", 4))
        return "is a WebP, convert it to PNG";
    if (!memcmp(header, "<svg", 4) || !memcmp(header, "<?xml", 5))
        return "is an SVG, convert it to PNG";
    return "is not a PNG";
}

static const char *
judge_header(const unsigned char *header)
{
    uint32_t width = read_word(header + 16), height = read_word(header + 20);

    if (memcmp(header, "\x89PNG\r\n\x1a\n", 8) != 0)
        return name_format(header);
    if (memcmp(header + 8, "\0\0\0\rIHDR", 8) != 0 ||
        sum_bytes(header + 12, 17) != read_word(header + 29) ||
        !is_depth(header[24], header[25]) || header[26] || header[27] ||
        header[28] > 1 || !width || !height || width >> 31 || height >> 31)
        return "has a damaged header";
    if ((double)width * height > MOST_PIXELS)
        return "is larger than 64 million pixels";
    return NULL;
}

const char *
picture_measure(const char *path, int *width, int *height)
{
    unsigned char header[HEADER];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return errno == ENOENT ? "is not there" : strerror(errno);
    const char *fault = read_header(file, header);
    close(file);
    if (!fault)
        fault = judge_header(header);
    if (fault)
        return fault;
    *width = (int)read_word(header + 16);
    *height = (int)read_word(header + 20);
    return NULL;
}
