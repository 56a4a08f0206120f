/*
 * names.c - names in small letters, each compared where its first word stands.
 *
 * Provinces and cities (with those of before 2025), the country, seas, heroes: names of
 * two words at least that hardly mean anything else; "hòa bình" and "thái bình" are peace
 * more often than provinces and are left to the article's own words.
 */
#include "article/recognise/names.h"

#include <string.h>

static const char *const names[] = {"an giang", "bà rịa", "bà trưng", "bạc liêu",
        "bắc giang", "bắc kạn", "bắc ninh", "bến tre", "bình dương", "bình định",
        "bình phước", "bình thuận", "biển đông", "cà mau", "cao bằng", "cần thơ",
        "cửu long", "đà lạt", "đà nẵng", "đắk lắk", "đắk nông", "điện biên",
        "điện biên phủ", "đồng nai", "đồng tháp", "gia lai", "hà giang", "hà nam",
        "hà nội", "hà tĩnh", "hai bà trưng", "hải dương", "hải phòng", "hậu giang",
        "hồ chí minh", "hoàng sa", "hoàn kiếm", "hưng yên", "khánh hòa", "kiên giang",
        "kon tum", "lai châu", "lào cai", "lạng sơn", "lâm đồng", "long an", "nam định",
        "nghệ an", "ninh bình", "ninh thuận", "phú quốc", "phú thọ", "phú yên",
        "quảng bình", "quảng nam", "quảng ngãi", "quảng ninh", "quảng trị", "sài gòn",
        "sóc trăng", "sơn la", "tây ninh", "tây nguyên", "thái nguyên", "thanh hóa",
        "thừa thiên huế", "tiền giang", "trà vinh", "trường sa", "tuyên quang",
        "vĩnh long", "vĩnh phúc", "việt nam", "vũng tàu", "yên bái", "võ nguyên giáp",
        "trần hưng đạo", "nguyễn trãi", "quang trung", "lê lợi", "lý thái tổ"};

/* Words of the name that stand here, 0: another text does. */
static guint
match(const char *name, const char *const *words)
{
	for (guint n = 0; words[n] && words[n][0] == name[0]; n++) {
		gsize length = strlen(words[n]);

		if (strncmp(name, words[n], length) != 0)
			return 0;
		if (!name[length])
			return n + 1;
		if (name[length] != ' ')
			return 0;
		name += length + 1;
	}
	return 0;
}

guint
names_match(const char *const *words)
{
	guint longest = 0;

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		longest = MAX(longest, match(names[i], words));
	return longest;
}
