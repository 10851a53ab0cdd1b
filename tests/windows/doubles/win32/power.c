/* What the computer can do to save power, and the settings of the plan that is in use. */

#include <windows.h>
#include <powrprof.h>
#include "rows.h"

#define EXPORT __declspec(dllexport)

EXPORT NTSTATUS WINAPI CallNtPowerInformation(
    POWER_INFORMATION_LEVEL level, PVOID in, ULONG in_size, PVOID out, ULONG out_size)
{
    SYSTEM_POWER_CAPABILITIES *able = out;
    if (power_error) return power_error;
    if (level != SystemPowerCapabilities || out_size < sizeof *able) return ERROR_INVALID_PARAMETER;
    ZeroMemory(able, sizeof *able);
    able->SystemBatteriesPresent = power_battery;
    able->SystemS3 = power_can_sleep;
    able->spare2[2] = power_modern_standby; /* AoAc, as newer headers name it */
    return 0;
}

EXPORT DWORD WINAPI PowerGetActiveScheme(HKEY root, GUID **plan)
{
    if (power_error) return power_error;
    *plan = LocalAlloc(LPTR, sizeof **plan);
    return ERROR_SUCCESS;
}

static const struct setting *setting_of(const GUID *id)
{
    WCHAR text[64];
    StringFromGUID2(id, text, 64);
    text[37] = 0;
    for (DWORD i = 0; i < power_listed; i++) if (!lstrcmpiW(power[i].id, text + 1)) return &power[i];
    return NULL;
}

static DWORD told(LONGLONG value, LPDWORD found)
{
    if (value < 0) return ERROR_FILE_NOT_FOUND;
    *found = (DWORD)value;
    return ERROR_SUCCESS;
}

EXPORT DWORD WINAPI PowerReadACValueIndex(
    HKEY root, const GUID *plan, const GUID *group, const GUID *id, LPDWORD found)
{
    const struct setting *setting = setting_of(id);
    return told(setting ? setting->plugged_in : -1, found);
}

EXPORT DWORD WINAPI PowerReadDCValueIndex(
    HKEY root, const GUID *plan, const GUID *group, const GUID *id, LPDWORD found)
{
    const struct setting *setting = setting_of(id);
    return told(setting ? setting->on_battery : -1, found);
}
