/* pdf_colour.c: what red, green and blue of a PDF mean: sRGB, by a profile in
 * the file, as PDF/A asks. The profile is computed from the few numbers that
 * define sRGB, so no file of it is needed. Keeper of lcms2, which would write
 * the hour into it. */
#include "inside.h"

#include <lcms2.h>
#include <string.h>

#define NAME "sRGB IEC61966-2.1"
/* Where the header has its date: twelve bytes. */
#define DATE_AT 24
#define DATE_LENGTH 12
/* The newest profiles that PDF 1.7 knows. */
#define VERSION 4.2

/* At == NULL when lcms2 refuses. */
static struct bytes
make_profile(struct arena *arena)
{
    /* January 1, 2000. */
    static const char date[DATE_LENGTH] = {7, (char)0xd0, 0, 1, 0, 1};
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number length = 0;
    char *at = NULL;

    if (profile)
        cmsSetProfileVersion(profile, VERSION);
    if (profile && cmsSaveProfileToMem(profile, NULL, &length)) {
        at = arena_take(arena, length);
        if (cmsSaveProfileToMem(profile, at, &length))
            memcpy(at + DATE_AT, date, sizeof date);
        else
            at = NULL;
    }
    if (profile)
        cmsCloseProfile(profile);
    return (struct bytes){at, length};
}

void
colour_add(struct pdf *pdf, struct arena *arena)
{
    struct bytes profile = make_profile(arena);
    struct object *list = pdf_list(pdf), *map = pdf_map(pdf), *stream;

    if (!profile.at)
        return;
    stream = pdf_stream(pdf, bytes_deflate(arena, profile, 9), true);
    map_number(pdf, stream, "N", 3);
    map_name(pdf, map, "Type", "OutputIntent");
    map_name(pdf, map, "S", "GTS_PDFA1");
    map_ascii(pdf, map, "OutputConditionIdentifier", NAME);
    map_ascii(pdf, map, "Info", NAME);
    map_object(pdf, map, "DestOutputProfile", stream);
    list_object(pdf, list, map);
    map_object(pdf, pdf_catalog(pdf), "OutputIntents", list);
}
